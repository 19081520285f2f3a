import { cached } from './cache.js';
import { createPythonEnvironment, installDebianPackages, runs } from './packages.js';

/* Spark itself is in the package; it runs on Java 17 and 21. */
const spark = 'pyspark==4.0.5';

/** Installs Apache Spark and Java, and returns the path of the Python that can import `pyspark`. */
export async function installSpark(): Promise<string> {
  if (!(await runs('java', '-version'))) await installDebianPackages('default-jre-headless');
  const folder = await cached(spark.replace('==', '-'), (target) =>
    createPythonEnvironment(target, spark),
  );
  return `${folder}/bin/python`;
}
