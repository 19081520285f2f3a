"""Reads published Parquet files with Apache Spark on two workers, and prints what it found as JSON.

Arguments: the folder of a target, and `manifest` to read the files that its manifest names, or `folders` to
read the folders of its tables.
"""

import json
import os
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
COMPARED = ("date", "timestamp", "timestamp_ntz")


def read_table(spark, target, table, layout):
    if layout == "folders":
        return spark.read.parquet(str(target / table["schema"] / table["name"]))
    return spark.read.parquet(*(str(target / file["path"]) for file in table["files"]))


def figures(rows, table):
    """Counts the rows and the values of each column, and adds up or compares them, as one row of JSON."""
    types = dict(rows.dtypes)
    found = [f.count(f.lit(1)).alias("rows")]
    for name in (column["name"] for column in table["columns"]):
        column = f.col("`" + name.replace("`", "``") + "`")
        found.append(f.count(column).alias(f"count {name}"))
        if types[name].startswith(SUMMED):
            found.append(f.sum(column.cast("decimal(38,4)")).cast("string").alias(f"sum {name}"))
        if types[name] in COMPARED:
            found.append(f.max(column).cast("string").alias(f"max {name}"))
    label = f"{table['schema']}.{table['name']}"
    # In one partition, so that all tables are aggregated by the tasks of one stage.
    one = rows.coalesce(1).agg(*found)
    return one.select(f.lit(label).alias("label"), f.to_json(f.struct(*one.columns)).alias("found"))


def main():
    target, layout = Path(sys.argv[1]), sys.argv[2]
    manifest = json.loads((target / "manifest.json").read_text())
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
    tables = [table for table in manifest["tables"] if table["files"]]
    read = [read_table(spark, target, table, layout) for table in tables]
    union = reduce(lambda a, b: a.union(b), map(figures, read, tables))
    result = {row["label"]: json.loads(row["found"]) for row in union.collect()}
    for rows, table in zip(read, tables):
        result[f"{table['schema']}.{table['name']}"]["types"] = dict(rows.dtypes)
    workers = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    spark.stop()
    print(json.dumps({"workers": workers, "tables": result}))


main()
