"""Reads published Parquet files with Apache Spark on two workers, and prints what it found as JSON.

Its argument is the folder of a target. Every table is read by the files that the manifest names, and those
with months also by their folders.
"""

import json
import os
import shutil
import sys
from functools import reduce
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession, functions as f

os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
os.environ["PYSPARK_PYTHON"] = sys.executable
# Three processes that live for seconds: optimizing their code takes longer than running it.
JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
os.environ["PYSPARK_SUBMIT_ARGS"] = f'--driver-java-options "{JAVA_OPTIONS}" pyspark-shell'

SUMMED = ("decimal", "bigint", "int", "smallint", "tinyint")


def by_manifest(spark, target, table):
    return spark.read.parquet(*(str(target / file["path"]) for file in table["files"]))


def by_folder(spark, target, table):
    return spark.read.parquet(str(target / table["schema"] / table["name"]))


def figure(column, type):
    """Says something of all values of a column that is the same in every engine, as text."""
    if type.startswith(SUMMED):
        return f.sum(column.cast("decimal(38,4)")).cast("string")
    if type == "string":
        return f.sum(f.length(column)).cast("string")
    if type == "boolean":
        return f.sum(column.cast("int")).cast("string")
    if type == "date":
        return f.max(f.unix_date(column)).cast("string")
    if type.startswith("timestamp"):
        return f.max(f.unix_micros(column.cast("timestamp"))).cast("string")
    if type.startswith("array"):
        return f.sum(f.array_size(column)).cast("string")
    return f.round(f.max(column.cast("double")), 6).cast("string")


def figures(rows, table):
    """Counts the rows and the values of each column, with a figure of them, as one row of JSON."""
    types = dict(rows.dtypes)
    found = [f.count(f.lit(1)).alias("rows")]
    for name in (column["name"] for column in table["columns"]):
        column = f.col("`" + name.replace("`", "``") + "`")
        found.append(f.count(column).alias(f"count {name}"))
        found.append(figure(column, types[name]).alias(f"figure {name}"))
    label = f"{table['schema']}.{table['name']}"
    # In one partition, so that all tables are aggregated by the tasks of one stage.
    one = rows.coalesce(1).agg(*found)
    return one.select(f.lit(label).alias("label"), f.to_json(f.struct(*one.columns)).alias("found"))


def read(spark, target, tables, how):
    rows = [how(spark, target, table) for table in tables]
    union = reduce(lambda a, b: a.union(b), map(figures, rows, tables))
    found = {row["label"]: json.loads(row["found"]) for row in union.collect()}
    types = {f"{table['schema']}.{table['name']}": dict(each.dtypes) for each, table in zip(rows, tables)}
    return {"tables": found, "types": types}


def main():
    target = Path(sys.argv[1])
    tables = json.loads((target / "manifest.json").read_text())["tables"]
    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("toast")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "UTC")
        # The tables of a test are small: compiling a query for each takes longer than running it.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.executor.extraJavaOptions", JAVA_OPTIONS)
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    manifest = read(spark, target, tables, by_manifest)
    months = [table for table in tables if "partitionedBy" in table]
    folders = read(spark, target, months, by_folder)
    workers = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    spark.stop()
    shutil.rmtree(Path(os.environ["SPARK_HOME"]) / "work", ignore_errors=True)
    print(json.dumps({"workers": workers, "manifest": manifest, "folders": folders}))


main()
