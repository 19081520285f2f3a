"""Copies the orders of a simulated Toast API into DuckDB as a dlt pipeline would be written: REST client,
pages by Link header, merge on guid, child tables. Takes a JSON object as its argument; prints one."""

import json
import os
import resource
import sys
import time

import dlt
from dlt.sources.helpers.rest_client import RESTClient
from dlt.sources.helpers.rest_client.auth import BearerTokenAuth
from dlt.sources.helpers.rest_client.paginators import HeaderLinkPaginator

options = json.loads(sys.argv[1])


def log_in() -> str:
    response = RESTClient(base_url=options["url"]).post(
        "/authentication/v1/authentication/login",
        json={
            "clientId": options["clientId"],
            "clientSecret": options["clientSecret"],
            "userAccessType": "TOAST_MACHINE_CLIENT",
        },
    )
    response.raise_for_status()
    return response.json()["token"]["accessToken"]


@dlt.resource(name="orders", write_disposition="merge", primary_key="guid")
def orders(token: str, restaurant: str):
    client = RESTClient(
        base_url=options["url"],
        auth=BearerTokenAuth(token),
        headers={"Toast-Restaurant-External-ID": restaurant},
        paginator=HeaderLinkPaginator(),
    )
    for start, end in options["windows"]:
        yield from client.paginate(
            "/orders/v2/ordersBulk",
            params={"startDate": start, "endDate": end, "pageSize": 100},
        )


def peak_bytes() -> int:
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


@dlt.source
def toast():
    token = log_in()
    return [orders(token, each).with_name(f"orders_{i}") for i, each in enumerate(options["restaurants"])]


pipeline = dlt.pipeline(
    pipeline_name="orders",
    pipelines_dir=os.path.join(options["folder"], "pipelines"),
    destination=dlt.destinations.duckdb(options["database"]),
    dataset_name="toast",
)
source = toast()
for each in source.resources.values():
    each.apply_hints(table_name="orders")
pipeline.run(source)
with pipeline.sql_client() as client:
    count = client.execute_sql("select count(*) from orders")[0][0]
with open(options["usage"], "w") as usage:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = time.process_time() + children.ru_utime + children.ru_stime
    json.dump({"cpuSeconds": cpu, "peakMegabytes": peak_bytes() / 1e6}, usage)
print(json.dumps({"orders": count}))
