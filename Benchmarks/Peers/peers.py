"""The same rows into tables by other engines: DuckDB, SQLite's json_extract, the library eventsourcing;
and the same events into other stores of events and back: eventsourcing on SQLite, UmaDB.

    peers.py FOLDER SCHEMAS        FOLDER holds the payloads finance-*, sales-*, operations-*, catalogue

Prints one JSON line an engine: seconds of processor and wall, events, and the sums that must agree; or
events a second appended by the thousand, durably, and read. First a line with the engines' versions.
Loading what an engine starts from (NDJSON, Parquet, raw rows, stored events) is not measured.
"""

import glob
import json
import os
import resource
import socket
import sqlite3
import subprocess
import sys
import time
from decimal import Decimal
from importlib import metadata

FINANCE_EVENTS_MAX = 20_000  # eventsourcing is measured on so many: it takes minutes for more


def field_source(field):
    """The name that the finance API gives a field."""
    name = field.get("source") or ""
    return name if name and " " not in name else None


def finance_fields(schemas):
    with open(os.path.join(schemas, "events", "wb.finance.row.2.json"), encoding="utf-8") as file:
        fields = json.load(file)["fields"]
    return [(f["name"], f["type"], field_source(f) or f["name"]) for f in fields]


def ndjson(folder, name):
    """The rows of a source's pages, one a line."""
    path = os.path.join(folder, name + ".ndjson")
    if not os.path.exists(path):
        with open(path, "wb") as out:
            for page in sorted(glob.glob(os.path.join(folder, name + "-*"))):
                with open(page, "rb") as file:
                    text = file.read()
                start = text.index(b"[") + 1
                out.write(text[start : text.rindex(b"]")].replace(b",\n", b"\n") + b"\n")
    return path


def measured(name, events, body, sums):
    """Runs `body`; what `sums` adds up afterwards is not measured."""
    begin, usage = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF)
    body()
    end, wall = resource.getrusage(resource.RUSAGE_SELF), time.monotonic() - begin
    cpu = end.ru_utime - usage.ru_utime + end.ru_stime - usage.ru_stime
    print(json.dumps({"peer": name, "cpu": cpu, "wall": wall, "events": events, "sums": sums()}))
    sys.stdout.flush()


SUMS = [("p903", "payout_amount"), ("p903", "loyalty_amount"), ("p900", "payable_amount"), ("p900", "cost"), ("p904", "total"),
        ("p904", "seller_total")]
DUCK_TYPES = {"integer": "BIGINT", "decimal": "DECIMAL(18,4)", "text": "VARCHAR", "day": "VARCHAR",
              "instant": "VARCHAR", "flag": "BOOLEAN"}
SALES = {"saleID": "VARCHAR", "srid": "VARCHAR", "date": "VARCHAR", "lastChangeDate": "VARCHAR",
         "supplierArticle": "VARCHAR", "nmId": "BIGINT", "barcode": "VARCHAR", "subject": "VARCHAR",
         "brand": "VARCHAR", "totalPrice": "DECIMAL(18,4)", "spp": "DECIMAL(18,4)", "forPay": "DECIMAL(18,4)",
         "finishedPrice": "DECIMAL(18,4)", "priceWithDisc": "DECIMAL(18,4)"}
OPERATIONS = {"operation_id": "BIGINT", "operation_type": "VARCHAR", "operation_date": "VARCHAR",
              "accruals_for_sale": "DECIMAL(18,4)", "sale_commission": "DECIMAL(18,4)", "amount": "DECIMAL(18,4)",
              "type": "VARCHAR", "posting": "STRUCT(posting_number VARCHAR)",
              "items": "STRUCT(name VARCHAR, sku BIGINT)[]", "services": "STRUCT(name VARCHAR, price DECIMAL(18,4))[]"}


def duck_select(fields):
    """Every field of a finance row in its type; its computed columns name these (`schemas/read_tables/p903.json`)."""
    columns = []
    for name, kind, source in fields:
        if kind == "text":
            columns.append(f'NULLIF("{source}", \'\') AS {name}')
        elif kind == "day":
            columns.append(f'TRY_CAST(NULLIF("{source}", \'\') AS DATE) AS {name}')
        elif kind == "instant":
            columns.append(f'TRY_CAST(NULLIF("{source}", \'\') AS TIMESTAMP) AS {name}')
        else:
            columns.append(f'"{source}" AS {name}')
    return ", ".join(columns)


def as_columns(expressions):
    return ", ".join(f"{expression} AS {name}" for name, expression in expressions.items())


REPORT = {
    "direction": "CASE WHEN doc_type_name = 'Возврат' THEN -1 ELSE 1 END",
    "goods_amount": "direction * ppvz_for_pay", "logistics_amount": "-delivery_rub", "storage_amount": "-storage_fee",
    "penalty_amount": "-penalty", "deduction_amount": "-deduction", "acceptance_amount": "-acceptance",
    "additional_amount": "additional_payment",
    "payout_amount": "goods_amount + logistics_amount + storage_amount + penalty_amount + deduction_amount"
                     " + acceptance_amount + additional_amount",
    "loyalty_amount": "direction * (cashback_discount - cashback_amount - cashback_commission_change)",
    "sale_date": "CAST(sale_dt AS DATE)", "is_linked": "srid IS NOT NULL",
    "marketplace_product_ref": "CASE WHEN nm_id > 0 THEN CAST(nm_id AS VARCHAR) END", "nomenclature_ref": "items.ref",
}

# Sales rows under the names that p900 and p904 go by.
SALE = {
    "is_return": "\"saleID\" LIKE 'R%'", "sign": "CASE WHEN is_return THEN -1 ELSE 1 END",
    "at": 'CAST("date" AS TIMESTAMP)', "day": 'CAST("at" AS DATE)', "updated": 'CAST("lastChangeDate" AS TIMESTAMP)',
    "product": 'CAST("nmId" AS VARCHAR)', "list": 'abs("totalPrice")', "price": 'abs("priceWithDisc")',
    "is_preliminary": '("forPay" = 0 OR "finishedPrice" = 0 OR "priceWithDisc" = 0) AND "totalPrice" <> 0',
}
REGISTER = {
    "connection_mp_ref": "'wb-main'", "document_type": "'WB_Sales'", "document_no": '"saleID"', "line_id": "srid",
    "marketplace": "'WB'", "scheme": "NULL::VARCHAR", "event_at": '"at"', "sale_date": "day",
    "date_basis": "NULL::VARCHAR", "source_updated_at": "updated",
    "status_source": "CASE WHEN is_return THEN 'return' ELSE 'sale' END",
    "status_norm": "CASE WHEN is_return THEN 'RETURNED' ELSE 'DELIVERED' END", "seller_sku": '"supplierArticle"',
    "mp_item_id": "product", "barcode": "barcode", "title": "subject || ' ' || brand", "qty": "sign::DECIMAL(18,4)",
    "price_list": "list", "price_effective": "price", "discount_total": "(list - price) * sign",
    "amount_line": "price * sign", "payable_amount": '"forPay"', "cost": "-(dealer * sign)", "currency_code": "'RUB'",
    "is_preliminary": "is_preliminary", "organization_ref": "NULL::VARCHAR", "marketplace_product_ref": "product",
    "nomenclature_ref": "ref", "nomenclature_basis": "CASE WHEN ref IS NOT NULL THEN 'article' END",
    "stream": "'wb-main/wb.sales/' || \"saleID\"",
}
SALE_MONEY = {
    "connection_mp_ref": "'wb-main'", "registrator_type": "'WB_Sales'", "registrator_no": '"saleID"', "line_id": "srid",
    "marketplace": "'WB'", "organization_ref": "NULL::VARCHAR", "date": "day", "document_no": '"saleID"',
    "article": '"supplierArticle"', "marketplace_product_ref": "product", "nomenclature_ref": "ref",
    "nomenclature_basis": "CASE WHEN ref IS NOT NULL THEN 'article' END", "qty": "sign::DECIMAL(18,4)",
    "currency_code": "'RUB'", "basis": "NULL::VARCHAR",
    "customer_in": 'CASE WHEN is_return THEN 0 ELSE "finishedPrice" END',
    "customer_out": 'CASE WHEN is_return THEN "finishedPrice" ELSE 0 END',
    "coinvest_in": '"priceWithDisc" - "finishedPrice"', "commission_out": '"forPay" - "priceWithDisc"',
    "acquiring_out": "0::DECIMAL(18,4)", "logistics_out": "0::DECIMAL(18,4)", "penalty_out": "0::DECIMAL(18,4)",
    "services_out": "0::DECIMAL(18,4)", "price_full": "list", "price_list": "price", "price_return": "NULL::DECIMAL(18,4)",
    "commission_percent": 'round(("priceWithDisc" - "forPay") / "priceWithDisc" * 100, 2)', "coinvest_percent": "spp",
    "cost": "-(dealer * sign)",
    "total": "customer_in + customer_out + coinvest_in + commission_out + acquiring_out + logistics_out + penalty_out"
             " + services_out",
    "seller_total": "total + cost",
}
SERVICE = "list_sum(list_transform(list_filter(services, lambda s: {0}), lambda s: s.price))"
LOGISTICS = "regexp_matches(s.name, 'Logistic|Deliv|Flow|Dropoff|LastMile')"
OPERATION_MONEY = dict(SALE_MONEY, **{
    "connection_mp_ref": "'ozon-main'", "registrator_type": "'OZON_Transactions'",
    "registrator_no": "CAST(operation_id AS VARCHAR)", "line_id": "coalesce(product, '-')", "marketplace": "'OZON'",
    "date": 'CAST(CAST(operation_date AS TIMESTAMP) AS DATE)', "document_no": "posting.posting_number",
    "article": "NULL::VARCHAR", "nomenclature_ref": "NULL::VARCHAR", "nomenclature_basis": "NULL::VARCHAR",
    "qty": "sign(accruals_for_sale)::DECIMAL(18,4)", "basis": "'transaction'",
    "customer_in": "greatest(accruals_for_sale, 0)", "customer_out": "least(accruals_for_sale, 0)",
    "coinvest_in": "0::DECIMAL(18,4)", "commission_out": "sale_commission",
    "acquiring_out": "0::DECIMAL(18,4)", "logistics_out": f"coalesce({SERVICE.format(LOGISTICS)}, 0)",
    "services_out": f"coalesce({SERVICE.format('NOT ' + LOGISTICS)}, 0) + amount - accruals_for_sale - sale_commission"
                    " - coalesce(list_sum(list_transform(services, lambda s: s.price)), 0)",
    "price_full": "NULL::DECIMAL(18,4)", "price_list": "NULL::DECIMAL(18,4)", "commission_percent": "NULL::DECIMAL(18,4)",
    "coinvest_percent": "NULL::DECIMAL(18,4)", "cost": "NULL::DECIMAL(18,4)",
})


def duck_tables(connection, fields, finance, sales, operations, catalogue, prices):
    """The three tables with all columns that the made-up rows fill, in the order of their keys."""
    connection.execute(f"CREATE TEMP TABLE items AS SELECT lower(trim(article)) AS article, min(ref) AS ref FROM {catalogue} GROUP BY 1 HAVING count(*) = 1")
    connection.execute(f"CREATE TEMP TABLE dealer AS SELECT ref AS item, since, price AS dealer FROM {prices}")
    connection.execute(
        f"CREATE TABLE p903 AS SELECT 'wb-main' AS connection_mp_ref, f.*, {as_columns(REPORT)} FROM (SELECT {duck_select(fields)} FROM {finance}) f"
        " LEFT JOIN items ON items.article = lower(trim(sa_name)) ORDER BY 1, report_id, rrd_id")
    lines = (f"(SELECT s.*, {as_columns(SALE)}, ref, dealer FROM {sales} s LEFT JOIN items ON items.article = lower(trim(\"supplierArticle\"))"
             ' ASOF LEFT JOIN dealer ON dealer.item = items.ref AND dealer.since <= CAST("date" AS DATE))')
    connection.execute(f"CREATE TABLE p900 AS SELECT {as_columns(REGISTER)} FROM {lines} ORDER BY 1, 2, 3, 4")
    connection.execute(
        f"CREATE TABLE p904 AS SELECT {as_columns(SALE_MONEY)} FROM {lines} WHERE NOT is_preliminary UNION ALL SELECT {as_columns(OPERATION_MONEY)}"
        f" FROM (SELECT *, CAST(items[1].sku AS VARCHAR) AS product FROM {operations}) ORDER BY 1, 2, 3, 4")
    connection.execute("CHECKPOINT")


def duck_sums(connection):
    one = lambda sql: str(connection.execute(sql).fetchone()[0].quantize(Decimal("0.01")))
    return {f"{table}.{column}": one(f"SELECT sum({column}) FROM {table}") for table, column in SUMS}


def duckdb(folder, fields, events):
    import duckdb as engine

    def json_source(path, columns):
        spec = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
        return f"read_json('{path}', format = 'newline_delimited', columns = {{{spec}}})"

    finance = {source: DUCK_TYPES[kind] for _, kind, source in fields}
    whole = "maximum_object_size = 200000000"
    sources = {
        "finance": json_source(ndjson(folder, "finance"), finance),
        "sales": json_source(ndjson(folder, "sales"), SALES),
        "operations": json_source(ndjson(folder, "operations"), OPERATIONS),
        "catalogue": "(SELECT unnest(value).\"Артикул\" AS article, unnest(value).Ref_Key AS ref FROM"
                     f" read_json('{folder}/catalogue', {whole}, columns = {{'value': 'STRUCT(\"Артикул\" VARCHAR, Ref_Key VARCHAR)[]'}}))",
        "prices": "(SELECT p.nomenklature_ref AS ref, strptime(p.period, '%d.%m.%Y')::DATE AS since,"
                  f" replace(p.price, ',', '.')::DECIMAL(18,4) AS price FROM (SELECT unnest(history) AS p FROM read_json('{folder}/prices',"
                  f" {whole}, columns = {{'history': 'STRUCT(period VARCHAR, price VARCHAR, nomenklature_ref VARCHAR)[]'}})))",
    }

    def build(name, sources):
        path = os.path.join(folder, "peer.duckdb")
        if os.path.exists(path):
            os.remove(path)
        connection = engine.connect(path)
        measured(name, events, lambda: duck_tables(connection, fields, **sources), lambda: duck_sums(connection))
        connection.close()

    build("DuckDB from NDJSON", sources)
    parquet = {}
    for name, source in sources.items():
        path = os.path.join(folder, name + ".parquet")
        if not os.path.exists(path):
            engine.connect().execute(f"COPY (SELECT * FROM {source}) TO '{path}' (FORMAT parquet)")
        parquet[name] = f"read_parquet('{path}')"
    build("DuckDB from Parquet", parquet)


def sqlite_json(folder, fields, events):
    path = os.path.join(folder, "peer.sqlite")
    if os.path.exists(path):
        os.remove(path)
    base = sqlite3.connect(path)
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    for name in ("finance", "sales", "operations"):
        base.execute(f"CREATE TABLE raw_{name} (body TEXT)")
        with open(ndjson(folder, name), encoding="utf-8") as rows:
            base.executemany(f"INSERT INTO raw_{name} VALUES (?)", ((row,) for row in rows if row.strip()))
    base.commit()

    def e4(name):
        return f"CAST(round(json_extract(body, '$.{name}') * 10000) AS INTEGER)"

    def build():
        columns = ", ".join(
            (e4(source) if kind == "decimal" else f"NULLIF(json_extract(body, '$.{source}'), '')") + f" AS {name}"
            for name, kind, source in fields)
        payout = (f"CASE WHEN json_extract(body, '$.docTypeName') = 'Возврат' THEN -{e4('forPay')} ELSE {e4('forPay')} END"
                  f" - {e4('deliveryService')} - {e4('paidStorage')} - {e4('penalty')} - {e4('deduction')}"
                  f" - {e4('paidAcceptance')} + {e4('additionalPayment')}")
        base.execute(f"CREATE TABLE p903 AS SELECT {columns}, {payout} AS payout FROM raw_finance ORDER BY report_id, rrd_id")
        text = lambda name: f"json_extract(body, '$.{name}')"
        line = f"{text('saleID')} AS document_no, {text('srid')} AS line_id, {text('date')} AS event_at, {text('supplierArticle')} AS article, {text('nmId')} AS product"
        base.execute(f"CREATE TABLE p900 AS SELECT {line}, {text('barcode')} AS barcode, {e4('priceWithDisc')} AS price, {e4('forPay')} AS payable FROM raw_sales ORDER BY 1")
        base.execute(
            f"CREATE TABLE p904 AS SELECT {line}, {e4('finishedPrice')} AS customer, {e4('forPay')} AS total FROM raw_sales UNION ALL SELECT"
            f" {text('operation_id')}, '-', {text('operation_date')}, NULL, {text('items[0].sku')}, {e4('accruals_for_sale')}, {e4('amount')} FROM raw_operations ORDER BY 1")
        base.commit()

    def sums():
        one = lambda sql: str((Decimal(base.execute(sql).fetchone()[0]) / 10000).quantize(Decimal("0.01")))
        return {"p903.payout_amount": one("SELECT sum(payout) FROM p903"),
                "p900.payable_amount": one("SELECT sum(payable) FROM p900"), "p904.total": one("SELECT sum(total) FROM p904")}

    measured("SQLite json_extract", events, build, sums)


def finance_rows(folder):
    with open(ndjson(folder, "finance"), encoding="utf-8") as lines:
        return [line for line, _ in zip(lines, range(FINANCE_EVENTS_MAX))]


def rated(name, events, appending, reading):
    """How many events a second a store takes by the thousand, durably, and gives back."""
    begin = time.monotonic()
    appending()
    middle = time.monotonic()
    count = reading()
    end = time.monotonic()
    if count != events:
        sys.exit("%s gave %d events back, not %d" % (name, count, events))
    print(json.dumps({"peer": name, "events": events, "appended": events / (middle - begin), "read": events / (end - middle)}))
    sys.stdout.flush()


def umadb(folder):
    """Finance rows as events in UmaDB, whose server comes with its package."""
    import umadb as engine

    path = os.path.join(folder, "peer.uma")
    if os.path.exists(path):
        os.remove(path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = "127.0.0.1:%d" % free.getsockname()[1]
    program = os.path.join(os.path.dirname(sys.executable), "umadb")
    server = subprocess.Popen([program, "--listen", address, "--db-path", path],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                client = engine.Client("http://" + address)
                client.head()
                break
            except Exception:
                time.sleep(0.1)
        rows = [row.encode() for row in finance_rows(folder)]

        def appending():
            for start in range(0, len(rows), 1000):
                client.append([engine.Event("Told", row, ["line%d" % (start + index)])
                               for index, row in enumerate(rows[start : start + 1000])])

        rated("UmaDB", len(rows), appending, lambda: sum(1 for _ in client.read()))
    finally:
        server.terminate()
        server.wait()


def eventsourcing(folder, fields):
    """Finance rows stored as events of aggregates, read back, and folded into one table."""
    path = os.path.join(folder, "peer-events.sqlite")
    if os.path.exists(path):
        os.remove(path)
    os.environ.update(PERSISTENCE_MODULE="eventsourcing.sqlite", SQLITE_DBNAME=path)
    from eventsourcing.application import Application
    from eventsourcing.domain import Aggregate, event

    class Line(Aggregate):
        @event("Told")
        def __init__(self, row):
            self.row = row

    application = Application()
    rows = [json.loads(line) for line in finance_rows(folder)]

    def appending():
        for start in range(0, len(rows), 1000):
            application.save(*[Line(row) for row in rows[start : start + 1000]])

    def batches():
        position = 1
        while batch := application.recorder.select_notifications(start=position, limit=1000):
            yield batch
            position = batch[-1].id + 1

    def reading():
        return sum(1 for batch in batches() for stored in batch if application.mapper.to_domain_event(stored).row)

    rated("eventsourcing", len(rows), appending, reading)

    total = Decimal(0)

    def fold():
        nonlocal total
        base = sqlite3.connect(":memory:")
        names = ", ".join(name for name, _, _ in fields)
        base.execute(f"CREATE TABLE p903 ({names}, payout)")
        sign = ", ".join("?" * (len(fields) + 1))
        for batch in batches():
            values = []
            for stored in batch:
                row = application.mapper.to_domain_event(stored).row
                money = lambda name: Decimal(str(row[name] or 0))
                goods = -money("forPay") if row["docTypeName"] == "Возврат" else money("forPay")
                payout = (goods - money("deliveryService") - money("paidStorage") - money("penalty") - money("deduction")
                          - money("paidAcceptance") + money("additionalPayment"))
                total += payout
                values.append([row.get(source) for _, _, source in fields] + [str(payout)])
            base.executemany(f"INSERT INTO p903 VALUES ({sign})", values)

    measured("eventsourcing", len(rows), fold, lambda: {"p903.payout_amount": str(total.quantize(Decimal("0.01")))})


def main():
    folder, schemas = sys.argv[1], sys.argv[2]
    fields = finance_fields(schemas)
    with open(ndjson(folder, "finance"), "rb") as file:
        first = json.loads(file.readline())
    fields = [field for field in fields if field[2] in first]
    versions = [metadata.version(name) for name in ("duckdb", "eventsourcing", "umadb")]
    print(json.dumps({"versions": "DuckDB %s, SQLite %s, eventsourcing %s, UmaDB %s" % (
        versions[0], sqlite3.sqlite_version, *versions[1:])}))
    events = sum(sum(1 for _ in open(ndjson(folder, name), "rb")) for name in ("finance", "sales", "operations"))
    duckdb(folder, fields, events)
    sqlite_json(folder, fields, events)
    eventsourcing(folder, fields)
    umadb(folder)


if __name__ == "__main__":
    main()
