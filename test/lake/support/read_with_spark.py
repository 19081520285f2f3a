"""Reads published Parquet files with Apache Spark on two workers, and prints what it found as JSON.

Its argument is the folder of a target. Every table is read by the files that the manifest names, and those
with months also by their folders.
"""

import json
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession

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
    """Says something of all values of a column that is the same in every engine, as an expression of SQL."""
    if type.startswith(SUMMED):
        return f"sum(cast({column} as decimal(38,4)))"
    if type == "string":
        return f"sum(length({column}))"
    if type == "boolean":
        return f"sum(cast({column} as int))"
    if type == "date":
        return f"max(unix_date({column}))"
    if type.startswith("timestamp"):
        return f"max(unix_micros(cast({column} as timestamp)))"
    if type.startswith("array"):
        return f"sum(array_size({column}))"
    return f"round(max(cast({column} as double)), 6)"


def figures(rows, types, columns):
    """Counts the rows and the values of each column, with a figure of them as text."""
    found = ["count(1) as rows"]
    for name in columns:
        column = "`" + name.replace("`", "``") + "`"
        found.append(f"count({column}) as `count {name}`")
        found.append(f"cast({figure(column, types[name])} as string) as `figure {name}`")
    # In one partition, so that a table is a task.
    [row] = rows.coalesce(1).selectExpr(*found).collect()
    return {name: value for name, value in row.asDict().items() if value is not None}


def read(spark, target, tables, how, pool):
    def read_table(table):
        rows = how(spark, target, table)
        types = dict(rows.dtypes)
        columns = [column["name"] for column in table["columns"]]
        return f"{table['schema']}.{table['name']}", figures(rows, types, columns), types

    # A query for each table: a union of all would be sent whole to each task, and take twice the time.
    found = list(pool.map(read_table, tables))
    return {
        "tables": {label: figures for label, figures, _ in found},
        "types": {label: types for label, _, types in found},
    }


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
        # Nobody looks at the plans, and what is left over ends with the processes.
        .config("spark.sql.ui.explainMode", "simple")
        .config("spark.sql.maxToStringFields", "1")
        .config("spark.cleaner.referenceTracking", "false")
        .config("spark.executor.extraJavaOptions", JAVA_OPTIONS)
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    months = [table for table in tables if "partitionedBy" in table]
    # A query at a time for each worker.
    with ThreadPoolExecutor(2) as pool:
        manifest = read(spark, target, tables, by_manifest, pool)
        folders = read(spark, target, months, by_folder, pool)
    workers = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    spark.stop()
    shutil.rmtree(Path(os.environ["SPARK_HOME"]) / "work", ignore_errors=True)
    print(json.dumps({"workers": workers, "manifest": manifest, "folders": folders}))


main()
