-- The statements of the read tables; read_tables.md tells what they mean.

-- p900, version 3
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE quarantine (position INTEGER NOT NULL, stream TEXT NOT NULL, type TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (position)) STRICT, WITHOUT ROWID;
CREATE TABLE p900_rows (
  connection_mp_ref TEXT NOT NULL,
  document_type TEXT NOT NULL,
  document_no TEXT NOT NULL,
  line_id TEXT NOT NULL,
  marketplace TEXT,
  scheme TEXT,
  event_at TEXT,
  sale_date TEXT,
  date_basis TEXT,
  source_updated_at TEXT,
  status_source TEXT,
  status_norm TEXT,
  seller_sku TEXT,
  mp_item_id TEXT,
  barcode TEXT,
  title TEXT,
  qty_e4 INTEGER,
  price_list_e4 INTEGER,
  price_effective_e4 INTEGER,
  discount_total_e4 INTEGER,
  amount_line_e4 INTEGER,
  payable_amount_e4 INTEGER,
  cost_e4 INTEGER,
  currency_code TEXT,
  is_preliminary INTEGER,
  organization_ref TEXT,
  marketplace_product_ref TEXT,
  nomenclature_ref TEXT,
  nomenclature_basis TEXT,
  stream TEXT,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  loaded_at TEXT NOT NULL,
  row_group BLOB NOT NULL,
  asked INTEGER NOT NULL,
  asked_day INTEGER,
  PRIMARY KEY (connection_mp_ref, document_type, document_no, line_id)
) STRICT;
CREATE TABLE p900_members (row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (row_group, position)) STRICT, WITHOUT ROWID;
CREATE TABLE p900_lookups (lookup INTEGER NOT NULL, asked INTEGER NOT NULL, PRIMARY KEY (lookup, asked)) STRICT, WITHOUT ROWID;
CREATE TABLE p900_rest (asked INTEGER NOT NULL, row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (asked, row_group, position)) STRICT, WITHOUT ROWID;
CREATE INDEX p900_rows_by_sale_date ON p900_rows (sale_date);
CREATE INDEX p900_rows_by_connection_mp_ref_and_marketplace_product_ref ON p900_rows (connection_mp_ref, marketplace_product_ref);
CREATE INDEX p900_rows_by_row_group ON p900_rows (row_group);
CREATE INDEX p900_rows_by_asked_and_asked_day ON p900_rows (asked, asked_day);
CREATE VIEW p900_sales_register AS SELECT
  connection_mp_ref,
  document_type,
  document_no,
  line_id,
  marketplace,
  scheme,
  event_at,
  sale_date,
  date_basis,
  source_updated_at,
  status_source,
  status_norm,
  seller_sku,
  mp_item_id,
  barcode,
  title,
  qty_e4 / 10000.0 AS qty,
  price_list_e4 / 10000.0 AS price_list,
  price_effective_e4 / 10000.0 AS price_effective,
  discount_total_e4 / 10000.0 AS discount_total,
  amount_line_e4 / 10000.0 AS amount_line,
  payable_amount_e4 / 10000.0 AS payable_amount,
  cost_e4 / 10000.0 AS cost,
  currency_code,
  is_preliminary,
  organization_ref,
  marketplace_product_ref,
  nomenclature_ref,
  nomenclature_basis,
  stream,
  first_seq,
  last_seq,
  loaded_at
FROM p900_rows;
CREATE VIEW p900 AS SELECT * FROM p900_sales_register;

-- p901, version 3
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE quarantine (position INTEGER NOT NULL, stream TEXT NOT NULL, type TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (position)) STRICT, WITHOUT ROWID;
CREATE TABLE p901_rows (
  source TEXT NOT NULL,
  connection_mp_ref TEXT NOT NULL,
  barcode TEXT NOT NULL,
  owner_ref TEXT NOT NULL,
  nomenclature_ref TEXT,
  article TEXT,
  is_active INTEGER,
  first_seen_at TEXT,
  last_seen_at TEXT,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  loaded_at TEXT NOT NULL,
  row_group BLOB NOT NULL,
  asked INTEGER NOT NULL,
  asked_day INTEGER,
  PRIMARY KEY (source, connection_mp_ref, barcode, owner_ref)
) STRICT;
CREATE TABLE p901_members (row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (row_group, position)) STRICT, WITHOUT ROWID;
CREATE TABLE p901_lookups (lookup INTEGER NOT NULL, asked INTEGER NOT NULL, PRIMARY KEY (lookup, asked)) STRICT, WITHOUT ROWID;
CREATE TABLE p901_rest (asked INTEGER NOT NULL, row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (asked, row_group, position)) STRICT, WITHOUT ROWID;
CREATE INDEX p901_rows_by_barcode ON p901_rows (barcode);
CREATE INDEX p901_rows_by_nomenclature_ref ON p901_rows (nomenclature_ref);
CREATE INDEX p901_rows_by_row_group ON p901_rows (row_group);
CREATE INDEX p901_rows_by_asked_and_asked_day ON p901_rows (asked, asked_day);
CREATE VIEW p901_nomenclature_barcodes AS SELECT
  source,
  connection_mp_ref,
  barcode,
  owner_ref,
  nomenclature_ref,
  article,
  is_active,
  first_seen_at,
  last_seen_at,
  first_seq,
  last_seq,
  loaded_at
FROM p901_rows;
CREATE VIEW p901 AS SELECT * FROM p901_nomenclature_barcodes;

-- p902, version 2
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE quarantine (position INTEGER NOT NULL, stream TEXT NOT NULL, type TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (position)) STRICT, WITHOUT ROWID;
CREATE TABLE p902_rows (
  connection_mp_ref TEXT NOT NULL,
  report_no TEXT NOT NULL,
  row_number INTEGER NOT NULL,
  operation_type TEXT NOT NULL,
  posting_number TEXT,
  sku TEXT,
  offer_id TEXT,
  barcode TEXT,
  title TEXT,
  accrual_date TEXT,
  period_from TEXT,
  period_to TEXT,
  quantity_e4 INTEGER,
  price_e4 INTEGER,
  amount_e4 INTEGER,
  bonus_e4 INTEGER,
  compensation_e4 INTEGER,
  commission_amount_e4 INTEGER,
  commission_percent_e4 INTEGER,
  standard_fee_e4 INTEGER,
  bank_coinvestment_e4 INTEGER,
  stars_e4 INTEGER,
  pick_up_point_coinvestment_e4 INTEGER,
  payout_amount_e4 INTEGER,
  currency_code TEXT,
  sale_date TEXT,
  marketplace_product_ref TEXT,
  nomenclature_ref TEXT,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  loaded_at TEXT NOT NULL,
  row_group BLOB NOT NULL,
  asked INTEGER NOT NULL,
  asked_day INTEGER,
  PRIMARY KEY (connection_mp_ref, report_no, row_number, operation_type)
) STRICT;
CREATE TABLE p902_members (row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (row_group, position)) STRICT, WITHOUT ROWID;
CREATE TABLE p902_lookups (lookup INTEGER NOT NULL, asked INTEGER NOT NULL, PRIMARY KEY (lookup, asked)) STRICT, WITHOUT ROWID;
CREATE TABLE p902_rest (asked INTEGER NOT NULL, row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (asked, row_group, position)) STRICT, WITHOUT ROWID;
CREATE INDEX p902_rows_by_connection_mp_ref_and_posting_number ON p902_rows (connection_mp_ref, posting_number);
CREATE INDEX p902_rows_by_accrual_date ON p902_rows (accrual_date);
CREATE INDEX p902_rows_by_row_group ON p902_rows (row_group);
CREATE INDEX p902_rows_by_asked_and_asked_day ON p902_rows (asked, asked_day);
CREATE VIEW p902_ozon_finance_realization AS SELECT
  connection_mp_ref,
  report_no,
  row_number,
  operation_type,
  posting_number,
  sku,
  offer_id,
  barcode,
  title,
  accrual_date,
  period_from,
  period_to,
  quantity_e4 / 10000.0 AS quantity,
  price_e4 / 10000.0 AS price,
  amount_e4 / 10000.0 AS amount,
  bonus_e4 / 10000.0 AS bonus,
  compensation_e4 / 10000.0 AS compensation,
  commission_amount_e4 / 10000.0 AS commission_amount,
  commission_percent_e4 / 10000.0 AS commission_percent,
  standard_fee_e4 / 10000.0 AS standard_fee,
  bank_coinvestment_e4 / 10000.0 AS bank_coinvestment,
  stars_e4 / 10000.0 AS stars,
  pick_up_point_coinvestment_e4 / 10000.0 AS pick_up_point_coinvestment,
  payout_amount_e4 / 10000.0 AS payout_amount,
  currency_code,
  sale_date,
  marketplace_product_ref,
  nomenclature_ref,
  first_seq,
  last_seq,
  loaded_at
FROM p902_rows;
CREATE VIEW p902 AS SELECT * FROM p902_ozon_finance_realization;

-- p903, version 2
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE quarantine (position INTEGER NOT NULL, stream TEXT NOT NULL, type TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (position)) STRICT, WITHOUT ROWID;
CREATE TABLE p903_rows (
  connection_mp_ref TEXT NOT NULL,
  report_id INTEGER NOT NULL,
  date_from TEXT,
  date_to TEXT,
  create_dt TEXT,
  currency_name TEXT,
  suppliercontract_code TEXT,
  rrd_id INTEGER NOT NULL,
  gi_id INTEGER,
  dlv_prc_e4 INTEGER,
  fix_tariff_date_from TEXT,
  fix_tariff_date_to TEXT,
  subject_name TEXT,
  nm_id INTEGER,
  brand_name TEXT,
  sa_name TEXT,
  ts_name TEXT,
  barcode TEXT,
  doc_type_name TEXT,
  quantity_e4 INTEGER,
  retail_price_e4 INTEGER,
  retail_amount_e4 INTEGER,
  sale_percent_e4 INTEGER,
  commission_percent_e4 INTEGER,
  office_name TEXT,
  supplier_oper_name TEXT,
  order_dt TEXT,
  sale_dt TEXT,
  rr_dt TEXT,
  shk_id INTEGER,
  retail_price_withdisc_rub_e4 INTEGER,
  delivery_amount_e4 INTEGER,
  return_amount_e4 INTEGER,
  delivery_rub_e4 INTEGER,
  gi_box_type_name TEXT,
  product_discount_for_report_e4 INTEGER,
  supplier_promo_e4 INTEGER,
  ppvz_spp_prc_e4 INTEGER,
  ppvz_kvw_prc_base_e4 INTEGER,
  ppvz_kvw_prc_e4 INTEGER,
  sup_rating_prc_up_e4 INTEGER,
  is_kgvp_v2_e4 INTEGER,
  ppvz_sales_commission_e4 INTEGER,
  ppvz_for_pay_e4 INTEGER,
  ppvz_reward_e4 INTEGER,
  acquiring_fee_e4 INTEGER,
  acquiring_percent_e4 INTEGER,
  payment_processing TEXT,
  acquiring_bank TEXT,
  ppvz_vw_e4 INTEGER,
  ppvz_vw_nds_e4 INTEGER,
  ppvz_office_name TEXT,
  ppvz_office_id INTEGER,
  ppvz_supplier_id INTEGER,
  ppvz_supplier_name TEXT,
  ppvz_inn TEXT,
  declaration_number TEXT,
  bonus_type_name TEXT,
  sticker_id TEXT,
  site_country TEXT,
  srv_dbs INTEGER,
  penalty_e4 INTEGER,
  additional_payment_e4 INTEGER,
  rebill_logistic_cost_e4 INTEGER,
  rebill_logistic_org TEXT,
  storage_fee_e4 INTEGER,
  deduction_e4 INTEGER,
  acceptance_e4 INTEGER,
  assembly_id INTEGER,
  kiz TEXT,
  srid TEXT,
  report_type INTEGER,
  is_legal_entity INTEGER,
  trbx_id TEXT,
  installment_cofinancing_amount_e4 INTEGER,
  wibes_wb_discount_percent_e4 INTEGER,
  cashback_amount_e4 INTEGER,
  cashback_discount_e4 INTEGER,
  cashback_commission_change_e4 INTEGER,
  order_uid TEXT,
  payment_schedule_e4 INTEGER,
  delivery_method TEXT,
  seller_promo_id INTEGER,
  seller_promo_discount_e4 INTEGER,
  loyalty_id INTEGER,
  loyalty_discount_e4 INTEGER,
  uuid_promocode TEXT,
  sale_price_promocode_discount_prc_e4 INTEGER,
  article_substitution TEXT,
  sale_price_affiliated_discount_prc_e4 INTEGER,
  agency_vat_e4 INTEGER,
  sale_price_wholesale_discount_prc_e4 INTEGER,
  title TEXT,
  b2b_customer_tin TEXT,
  report_period TEXT,
  direction INTEGER,
  goods_amount_e4 INTEGER,
  logistics_amount_e4 INTEGER,
  storage_amount_e4 INTEGER,
  penalty_amount_e4 INTEGER,
  deduction_amount_e4 INTEGER,
  acceptance_amount_e4 INTEGER,
  additional_amount_e4 INTEGER,
  payout_amount_e4 INTEGER,
  loyalty_amount_e4 INTEGER,
  sale_date TEXT,
  is_linked INTEGER,
  marketplace_product_ref TEXT,
  nomenclature_ref TEXT,
  superseded_by INTEGER,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  loaded_at TEXT NOT NULL,
  asked INTEGER NOT NULL,
  asked_day INTEGER,
  PRIMARY KEY (connection_mp_ref, report_id, rrd_id)
) STRICT;
CREATE TABLE p903_lookups (lookup INTEGER NOT NULL, asked INTEGER NOT NULL, PRIMARY KEY (lookup, asked)) STRICT, WITHOUT ROWID;
CREATE TABLE p903_rest (asked INTEGER NOT NULL, row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (asked, row_group, position)) STRICT, WITHOUT ROWID;
CREATE INDEX p903_rows_by_connection_mp_ref_and_nm_id ON p903_rows (connection_mp_ref, nm_id);
CREATE INDEX p903_rows_by_connection_mp_ref_and_rr_dt ON p903_rows (connection_mp_ref, rr_dt);
CREATE INDEX p903_rows_by_asked_and_asked_day ON p903_rows (asked, asked_day);
CREATE VIEW p903_wb_finance_report AS SELECT
  connection_mp_ref,
  report_id,
  date_from,
  date_to,
  create_dt,
  currency_name,
  suppliercontract_code,
  rrd_id,
  gi_id,
  dlv_prc_e4 / 10000.0 AS dlv_prc,
  fix_tariff_date_from,
  fix_tariff_date_to,
  subject_name,
  nm_id,
  brand_name,
  sa_name,
  ts_name,
  barcode,
  doc_type_name,
  quantity_e4 / 10000.0 AS quantity,
  retail_price_e4 / 10000.0 AS retail_price,
  retail_amount_e4 / 10000.0 AS retail_amount,
  sale_percent_e4 / 10000.0 AS sale_percent,
  commission_percent_e4 / 10000.0 AS commission_percent,
  office_name,
  supplier_oper_name,
  order_dt,
  sale_dt,
  rr_dt,
  shk_id,
  retail_price_withdisc_rub_e4 / 10000.0 AS retail_price_withdisc_rub,
  delivery_amount_e4 / 10000.0 AS delivery_amount,
  return_amount_e4 / 10000.0 AS return_amount,
  delivery_rub_e4 / 10000.0 AS delivery_rub,
  gi_box_type_name,
  product_discount_for_report_e4 / 10000.0 AS product_discount_for_report,
  supplier_promo_e4 / 10000.0 AS supplier_promo,
  ppvz_spp_prc_e4 / 10000.0 AS ppvz_spp_prc,
  ppvz_kvw_prc_base_e4 / 10000.0 AS ppvz_kvw_prc_base,
  ppvz_kvw_prc_e4 / 10000.0 AS ppvz_kvw_prc,
  sup_rating_prc_up_e4 / 10000.0 AS sup_rating_prc_up,
  is_kgvp_v2_e4 / 10000.0 AS is_kgvp_v2,
  ppvz_sales_commission_e4 / 10000.0 AS ppvz_sales_commission,
  ppvz_for_pay_e4 / 10000.0 AS ppvz_for_pay,
  ppvz_reward_e4 / 10000.0 AS ppvz_reward,
  acquiring_fee_e4 / 10000.0 AS acquiring_fee,
  acquiring_percent_e4 / 10000.0 AS acquiring_percent,
  payment_processing,
  acquiring_bank,
  ppvz_vw_e4 / 10000.0 AS ppvz_vw,
  ppvz_vw_nds_e4 / 10000.0 AS ppvz_vw_nds,
  ppvz_office_name,
  ppvz_office_id,
  ppvz_supplier_id,
  ppvz_supplier_name,
  ppvz_inn,
  declaration_number,
  bonus_type_name,
  sticker_id,
  site_country,
  srv_dbs,
  penalty_e4 / 10000.0 AS penalty,
  additional_payment_e4 / 10000.0 AS additional_payment,
  rebill_logistic_cost_e4 / 10000.0 AS rebill_logistic_cost,
  rebill_logistic_org,
  storage_fee_e4 / 10000.0 AS storage_fee,
  deduction_e4 / 10000.0 AS deduction,
  acceptance_e4 / 10000.0 AS acceptance,
  assembly_id,
  kiz,
  srid,
  report_type,
  is_legal_entity,
  trbx_id,
  installment_cofinancing_amount_e4 / 10000.0 AS installment_cofinancing_amount,
  wibes_wb_discount_percent_e4 / 10000.0 AS wibes_wb_discount_percent,
  cashback_amount_e4 / 10000.0 AS cashback_amount,
  cashback_discount_e4 / 10000.0 AS cashback_discount,
  cashback_commission_change_e4 / 10000.0 AS cashback_commission_change,
  order_uid,
  payment_schedule_e4 / 10000.0 AS payment_schedule,
  delivery_method,
  seller_promo_id,
  seller_promo_discount_e4 / 10000.0 AS seller_promo_discount,
  loyalty_id,
  loyalty_discount_e4 / 10000.0 AS loyalty_discount,
  uuid_promocode,
  sale_price_promocode_discount_prc_e4 / 10000.0 AS sale_price_promocode_discount_prc,
  article_substitution,
  sale_price_affiliated_discount_prc_e4 / 10000.0 AS sale_price_affiliated_discount_prc,
  agency_vat_e4 / 10000.0 AS agency_vat,
  sale_price_wholesale_discount_prc_e4 / 10000.0 AS sale_price_wholesale_discount_prc,
  title,
  b2b_customer_tin,
  report_period,
  direction,
  goods_amount_e4 / 10000.0 AS goods_amount,
  logistics_amount_e4 / 10000.0 AS logistics_amount,
  storage_amount_e4 / 10000.0 AS storage_amount,
  penalty_amount_e4 / 10000.0 AS penalty_amount,
  deduction_amount_e4 / 10000.0 AS deduction_amount,
  acceptance_amount_e4 / 10000.0 AS acceptance_amount,
  additional_amount_e4 / 10000.0 AS additional_amount,
  payout_amount_e4 / 10000.0 AS payout_amount,
  loyalty_amount_e4 / 10000.0 AS loyalty_amount,
  sale_date,
  is_linked,
  marketplace_product_ref,
  nomenclature_ref,
  superseded_by,
  first_seq,
  last_seq,
  loaded_at
FROM p903_rows;
CREATE VIEW p903 AS SELECT * FROM p903_wb_finance_report;

-- p904, version 2
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE quarantine (position INTEGER NOT NULL, stream TEXT NOT NULL, type TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (position)) STRICT, WITHOUT ROWID;
CREATE TABLE p904_rows (
  connection_mp_ref TEXT NOT NULL,
  registrator_type TEXT NOT NULL,
  registrator_no TEXT NOT NULL,
  line_id TEXT NOT NULL,
  marketplace TEXT,
  organization_ref TEXT,
  date TEXT,
  document_no TEXT,
  article TEXT,
  marketplace_product_ref TEXT,
  nomenclature_ref TEXT,
  nomenclature_basis TEXT,
  qty_e4 INTEGER,
  currency_code TEXT,
  basis TEXT,
  customer_in_e4 INTEGER,
  customer_out_e4 INTEGER,
  coinvest_in_e4 INTEGER,
  commission_out_e4 INTEGER,
  acquiring_out_e4 INTEGER,
  logistics_out_e4 INTEGER,
  penalty_out_e4 INTEGER,
  services_out_e4 INTEGER,
  price_full_e4 INTEGER,
  price_list_e4 INTEGER,
  price_return_e4 INTEGER,
  commission_percent_e4 INTEGER,
  coinvest_percent_e4 INTEGER,
  cost_e4 INTEGER,
  total_e4 INTEGER,
  seller_total_e4 INTEGER,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  loaded_at TEXT NOT NULL,
  row_group BLOB NOT NULL,
  asked INTEGER NOT NULL,
  asked_day INTEGER,
  PRIMARY KEY (connection_mp_ref, registrator_type, registrator_no, line_id)
) STRICT;
CREATE TABLE p904_members (row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (row_group, position)) STRICT, WITHOUT ROWID;
CREATE TABLE p904_lookups (lookup INTEGER NOT NULL, asked INTEGER NOT NULL, PRIMARY KEY (lookup, asked)) STRICT, WITHOUT ROWID;
CREATE TABLE p904_rest (asked INTEGER NOT NULL, row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (asked, row_group, position)) STRICT, WITHOUT ROWID;
CREATE INDEX p904_rows_by_date ON p904_rows (date);
CREATE INDEX p904_rows_by_connection_mp_ref_and_marketplace_product_ref ON p904_rows (connection_mp_ref, marketplace_product_ref);
CREATE INDEX p904_rows_by_connection_mp_ref_and_document_no ON p904_rows (connection_mp_ref, document_no);
CREATE INDEX p904_rows_by_row_group ON p904_rows (row_group);
CREATE INDEX p904_rows_by_asked_and_asked_day ON p904_rows (asked, asked_day);
CREATE VIEW p904_sales_data AS SELECT
  connection_mp_ref,
  registrator_type,
  registrator_no,
  line_id,
  marketplace,
  organization_ref,
  date,
  document_no,
  article,
  marketplace_product_ref,
  nomenclature_ref,
  nomenclature_basis,
  qty_e4 / 10000.0 AS qty,
  currency_code,
  basis,
  customer_in_e4 / 10000.0 AS customer_in,
  customer_out_e4 / 10000.0 AS customer_out,
  coinvest_in_e4 / 10000.0 AS coinvest_in,
  commission_out_e4 / 10000.0 AS commission_out,
  acquiring_out_e4 / 10000.0 AS acquiring_out,
  logistics_out_e4 / 10000.0 AS logistics_out,
  penalty_out_e4 / 10000.0 AS penalty_out,
  services_out_e4 / 10000.0 AS services_out,
  price_full_e4 / 10000.0 AS price_full,
  price_list_e4 / 10000.0 AS price_list,
  price_return_e4 / 10000.0 AS price_return,
  commission_percent_e4 / 10000.0 AS commission_percent,
  coinvest_percent_e4 / 10000.0 AS coinvest_percent,
  cost_e4 / 10000.0 AS cost,
  total_e4 / 10000.0 AS total,
  seller_total_e4 / 10000.0 AS seller_total,
  first_seq,
  last_seq,
  loaded_at
FROM p904_rows;
CREATE VIEW p904 AS SELECT * FROM p904_sales_data;

-- p905, version 1
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE quarantine (position INTEGER NOT NULL, stream TEXT NOT NULL, type TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (position)) STRICT, WITHOUT ROWID;
CREATE TABLE p905_rows (
  connection_mp_ref TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  date TEXT NOT NULL,
  subject_name TEXT,
  parent_id INTEGER,
  parent_name TEXT,
  kgvp_booking_e4 INTEGER,
  kgvp_marketplace_e4 INTEGER,
  kgvp_pickup_e4 INTEGER,
  kgvp_supplier_e4 INTEGER,
  kgvp_supplier_express_e4 INTEGER,
  paid_storage_kgvp_e4 INTEGER,
  valid_to TEXT,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  loaded_at TEXT NOT NULL,
  PRIMARY KEY (connection_mp_ref, subject_id, date)
) STRICT;
CREATE INDEX p905_rows_by_date ON p905_rows (date);
CREATE VIEW p905_wb_commission_history AS SELECT
  connection_mp_ref,
  subject_id,
  date,
  subject_name,
  parent_id,
  parent_name,
  kgvp_booking_e4 / 10000.0 AS kgvp_booking,
  kgvp_marketplace_e4 / 10000.0 AS kgvp_marketplace,
  kgvp_pickup_e4 / 10000.0 AS kgvp_pickup,
  kgvp_supplier_e4 / 10000.0 AS kgvp_supplier,
  kgvp_supplier_express_e4 / 10000.0 AS kgvp_supplier_express,
  paid_storage_kgvp_e4 / 10000.0 AS paid_storage_kgvp,
  valid_to,
  first_seq,
  last_seq,
  loaded_at
FROM p905_rows;
CREATE VIEW p905 AS SELECT * FROM p905_wb_commission_history;
CREATE VIEW p905_current_rows AS SELECT * FROM p905_rows WHERE valid_to IS NULL;
CREATE VIEW p905_current AS SELECT
  connection_mp_ref,
  subject_id,
  date,
  subject_name,
  parent_id,
  parent_name,
  kgvp_booking_e4 / 10000.0 AS kgvp_booking,
  kgvp_marketplace_e4 / 10000.0 AS kgvp_marketplace,
  kgvp_pickup_e4 / 10000.0 AS kgvp_pickup,
  kgvp_supplier_e4 / 10000.0 AS kgvp_supplier,
  kgvp_supplier_express_e4 / 10000.0 AS kgvp_supplier_express,
  paid_storage_kgvp_e4 / 10000.0 AS paid_storage_kgvp,
  valid_to
FROM p905_current_rows;

-- p906, version 3
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE quarantine (position INTEGER NOT NULL, stream TEXT NOT NULL, type TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (position)) STRICT, WITHOUT ROWID;
CREATE TABLE p906_rows (
  source TEXT NOT NULL,
  connection_mp_ref TEXT NOT NULL,
  nomenclature_ref TEXT NOT NULL,
  period TEXT NOT NULL,
  price_e4 INTEGER,
  is_withdrawn INTEGER,
  valid_to TEXT,
  article TEXT,
  description TEXT,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  loaded_at TEXT NOT NULL,
  row_group BLOB NOT NULL,
  asked INTEGER NOT NULL,
  asked_day INTEGER,
  PRIMARY KEY (source, connection_mp_ref, nomenclature_ref, period)
) STRICT;
CREATE TABLE p906_members (row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (row_group, position)) STRICT, WITHOUT ROWID;
CREATE TABLE p906_lookups (lookup INTEGER NOT NULL, asked INTEGER NOT NULL, PRIMARY KEY (lookup, asked)) STRICT, WITHOUT ROWID;
CREATE TABLE p906_rest (asked INTEGER NOT NULL, row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (asked, row_group, position)) STRICT, WITHOUT ROWID;
CREATE INDEX p906_rows_by_nomenclature_ref_and_period ON p906_rows (nomenclature_ref, period);
CREATE INDEX p906_rows_by_row_group ON p906_rows (row_group);
CREATE INDEX p906_rows_by_asked_and_asked_day ON p906_rows (asked, asked_day);
CREATE VIEW p906_nomenclature_prices AS SELECT
  source,
  connection_mp_ref,
  nomenclature_ref,
  period,
  price_e4 / 10000.0 AS price,
  is_withdrawn,
  valid_to,
  article,
  description,
  first_seq,
  last_seq,
  loaded_at
FROM p906_rows;
CREATE VIEW p906 AS SELECT * FROM p906_nomenclature_prices;

-- p907, version 2
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE quarantine (position INTEGER NOT NULL, stream TEXT NOT NULL, type TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (position)) STRICT, WITHOUT ROWID;
CREATE TABLE p907_rows (
  connection_mp_ref TEXT NOT NULL,
  record_key TEXT NOT NULL,
  business_id TEXT,
  model TEXT,
  partner_id TEXT,
  shop_name TEXT,
  inn TEXT,
  placement_contract TEXT,
  promotion_contract TEXT,
  transaction_at TEXT,
  transaction_id TEXT,
  order_id TEXT,
  shop_order_id TEXT,
  order_creation_date TEXT,
  order_delivery_date TEXT,
  claim_number TEXT,
  order_type TEXT,
  shop_sku TEXT,
  act_id TEXT,
  act_date TEXT,
  offer_or_service_name TEXT,
  count_e4 INTEGER,
  transaction_sum_e4 INTEGER,
  transaction_type TEXT,
  transaction_source TEXT,
  payment_status TEXT,
  bonus_account_year_month TEXT,
  bank_order_date TEXT,
  bank_order_id TEXT,
  bank_sum_e4 INTEGER,
  comments TEXT,
  marketplace_product_ref TEXT,
  nomenclature_ref TEXT,
  is_final INTEGER,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  loaded_at TEXT NOT NULL,
  row_group BLOB NOT NULL,
  asked INTEGER NOT NULL,
  asked_day INTEGER,
  PRIMARY KEY (connection_mp_ref, record_key)
) STRICT;
CREATE TABLE p907_members (row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (row_group, position)) STRICT, WITHOUT ROWID;
CREATE TABLE p907_lookups (lookup INTEGER NOT NULL, asked INTEGER NOT NULL, PRIMARY KEY (lookup, asked)) STRICT, WITHOUT ROWID;
CREATE TABLE p907_rest (asked INTEGER NOT NULL, row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (asked, row_group, position)) STRICT, WITHOUT ROWID;
CREATE INDEX p907_rows_by_transaction_at ON p907_rows (transaction_at);
CREATE INDEX p907_rows_by_order_id ON p907_rows (order_id);
CREATE INDEX p907_rows_by_connection_mp_ref_and_bank_order_id ON p907_rows (connection_mp_ref, bank_order_id);
CREATE INDEX p907_rows_by_row_group ON p907_rows (row_group);
CREATE INDEX p907_rows_by_asked_and_asked_day ON p907_rows (asked, asked_day);
CREATE VIEW p907_ym_payment_report AS SELECT
  connection_mp_ref,
  record_key,
  business_id,
  model,
  partner_id,
  shop_name,
  inn,
  placement_contract,
  promotion_contract,
  transaction_at,
  transaction_id,
  order_id,
  shop_order_id,
  order_creation_date,
  order_delivery_date,
  claim_number,
  order_type,
  shop_sku,
  act_id,
  act_date,
  offer_or_service_name,
  count_e4 / 10000.0 AS count,
  transaction_sum_e4 / 10000.0 AS transaction_sum,
  transaction_type,
  transaction_source,
  payment_status,
  bonus_account_year_month,
  bank_order_date,
  bank_order_id,
  bank_sum_e4 / 10000.0 AS bank_sum,
  comments,
  marketplace_product_ref,
  nomenclature_ref,
  is_final,
  first_seq,
  last_seq,
  loaded_at
FROM p907_rows;
CREATE VIEW p907 AS SELECT * FROM p907_ym_payment_report;
CREATE VIEW p907_settlements_rows AS SELECT connection_mp_ref, bank_order_id, bank_order_date AS date,
  max(bank_sum_e4) AS bank_sum_e4, sum(transaction_sum_e4) AS transaction_sum_e4,
  max(bank_sum_e4) - sum(transaction_sum_e4) AS difference_e4
FROM p907_rows WHERE bank_order_id IS NOT NULL AND is_final = 1
GROUP BY connection_mp_ref, bank_order_id, bank_order_date;
CREATE VIEW p907_settlements AS SELECT
  connection_mp_ref,
  bank_order_id,
  date,
  bank_sum_e4 / 10000.0 AS bank_sum,
  transaction_sum_e4 / 10000.0 AS transaction_sum,
  difference_e4 / 10000.0 AS difference
FROM p907_settlements_rows;

-- p908, version 2
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE quarantine (position INTEGER NOT NULL, stream TEXT NOT NULL, type TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (position)) STRICT, WITHOUT ROWID;
CREATE TABLE p908_rows (
  connection_mp_ref TEXT NOT NULL,
  nm_id INTEGER NOT NULL,
  size_id INTEGER NOT NULL,
  vendor_code TEXT,
  tech_size TEXT,
  price_e4 INTEGER,
  discounted_price_e4 INTEGER,
  club_discounted_price_e4 INTEGER,
  discount_e4 INTEGER,
  club_discount_e4 INTEGER,
  editable_size_price INTEGER,
  currency_code TEXT,
  changed_at TEXT,
  is_listed INTEGER,
  marketplace_product_ref TEXT,
  nomenclature_ref TEXT,
  base_nomenclature_ref TEXT,
  dealer_price_e4 INTEGER,
  margin_percent_e4 INTEGER,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  loaded_at TEXT NOT NULL,
  asked INTEGER NOT NULL,
  asked_day INTEGER,
  PRIMARY KEY (connection_mp_ref, nm_id, size_id)
) STRICT;
CREATE TABLE p908_history_rows (
  connection_mp_ref TEXT NOT NULL,
  nm_id INTEGER NOT NULL,
  size_id INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  price_e4 INTEGER,
  discounted_price_e4 INTEGER,
  discount_e4 INTEGER,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  loaded_at TEXT NOT NULL,
  PRIMARY KEY (connection_mp_ref, nm_id, size_id, changed_at)
) STRICT;
CREATE TABLE p908_lookups (lookup INTEGER NOT NULL, asked INTEGER NOT NULL, PRIMARY KEY (lookup, asked)) STRICT, WITHOUT ROWID;
CREATE TABLE p908_rest (asked INTEGER NOT NULL, row_group BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (asked, row_group, position)) STRICT, WITHOUT ROWID;
CREATE INDEX p908_rows_by_nomenclature_ref ON p908_rows (nomenclature_ref);
CREATE INDEX p908_rows_by_asked_and_asked_day ON p908_rows (asked, asked_day);
CREATE VIEW p908_wb_goods_prices AS SELECT
  connection_mp_ref,
  nm_id,
  size_id,
  vendor_code,
  tech_size,
  price_e4 / 10000.0 AS price,
  discounted_price_e4 / 10000.0 AS discounted_price,
  club_discounted_price_e4 / 10000.0 AS club_discounted_price,
  discount_e4 / 10000.0 AS discount,
  club_discount_e4 / 10000.0 AS club_discount,
  editable_size_price,
  currency_code,
  changed_at,
  is_listed,
  marketplace_product_ref,
  nomenclature_ref,
  base_nomenclature_ref,
  dealer_price_e4 / 10000.0 AS dealer_price,
  margin_percent_e4 / 10000.0 AS margin_percent,
  first_seq,
  last_seq,
  loaded_at
FROM p908_rows;
CREATE VIEW p908 AS SELECT * FROM p908_wb_goods_prices;
CREATE VIEW p908_history AS SELECT
  connection_mp_ref,
  nm_id,
  size_id,
  changed_at,
  price_e4 / 10000.0 AS price,
  discounted_price_e4 / 10000.0 AS discounted_price,
  discount_e4 / 10000.0 AS discount,
  first_seq,
  last_seq,
  loaded_at
FROM p908_history_rows;
