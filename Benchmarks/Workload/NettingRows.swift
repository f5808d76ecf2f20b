/// Yandex Market's united-netting report as CSV, as bytes.
struct NettingRows {
  let products: Products
  private var random: SeededRandom
  private var transaction = 700_000_000

  init(_ products: Products, seed: UInt64) {
    self.products = products
    random = SeededRandom(seed)
  }

  private static let header = """
    BUSINESS_ID;PARTNER_ID;SHOP_NAME;INN;MODEL;TRANSACTION_ID;TRANSACTION_DATE;TRANSACTION_TYPE;\
    TRANSACTION_SOURCE;TRANSACTION_SUM;PAYMENT_STATUS;ORDER_ID;SHOP_ORDER_ID;ORDER_CREATION_DATE;\
    ORDER_DELIVERY_DATE;ORDER_TYPE;SHOP_SKU;OFFER_OR_SERVICE_NAME;COUNT;ACT_ID;ACT_DATE;\
    BANK_ORDER_ID;BANK_ORDER_DATE;BANK_SUM;CLAIM_NUMBER;BONUS_ACCOUNT_YEAR_MONTH;COMMENTS

    """

  mutating func page(rows: Int) -> [UInt8] {
    var text = "\u{FEFF}" + Self.header
    for _ in 0..<rows { text += row() }
    return Array(text.utf8)
  }

  private mutating func row() -> String {
    transaction += 1 + random.below(30)
    let index = random.below(products.count)
    let day = 1 + random.below(28)
    let date = "\(day < 10 ? "0" : "")\(day).03.2026"
    let sum = random.money(100, 5000).replacing(".", with: ",")
    return "1234567;7654321;Ромашка;7701234567;FBS;\(transaction);\(date) 10:15;Начисление;"
      + "Платёж покупателя;\(sum);Переведён по графику выплат;\(400_000_000 + random.below(9_000_000));;"
      + "\(date);\(date);Заказ;\(products.article(index));\(products.subject(index));1;;;"
      + "\(7000 + day);\(date);;;;\n"
  }
}
