/// Rows of Wildberries' settlement reports in the finance API's shape, as bytes.
struct FinanceRows {
  let products: Products
  private var random: SeededRandom
  private var line = 4_100_000_000

  init(_ products: Products, seed: UInt64) {
    self.products = products
    random = SeededRandom(seed)
  }

  /// One page: rows of one weekly report after another, 20,000 rows a report.
  mutating func page(_ number: Int, rows: Int) -> [UInt8] {
    var page = Page("[", "]")
    for row in 0..<rows {
      page.add(
        self.row(report: 410_000_000 + number * 100 + row / 20_000, day: row / 3_000 % 7 + 1))
    }
    return page.finish()
  }

  private mutating func row(report: Int, day: Int) -> String {
    line += 1 + random.below(9)
    let index = random.below(products.count)
    let kind = random.below(100)
    let isStorage = kind >= 96
    let operation =
      kind < 46
      ? "Продажа"
      : kind < 50
        ? "Возврат"
        : kind < 94
          ? "Логистика"
          : kind < 96 ? "Штраф" : "Хранение"
    let isGoods = kind < 50
    let price = 500 + random.below(4000)
    let forPay = isGoods ? random.money(price / 2, price) : "0"
    let commission = isGoods ? "-" + random.money(5, 300) : "0"
    let date = "2026-03-0\(day)"
    return
      #"{"reportId":\#(report),"dateFrom":"2026-03-02","dateTo":"2026-03-08","createDate":"2026-03-09","currency":"RUB","reportType":1,"rrdId":\#(line),"giId":\#(isStorage ? 0 : 28_000_000 + random.below(50_000)),"dlvPrc":1.\#(random.below(9)),"fixTariffDateFrom":"","fixTariffDateTo":"","subjectName":"\#(isStorage ? "" : products.subject(index))","nmId":\#(isStorage ? 0 : products.nmID(index)),"brandName":"\#(isStorage ? "" : products.brand(index))","vendorCode":"\#(isStorage ? "" : products.article(index))","title":"\#(isStorage ? "" : products.subject(index) + " " + products.brand(index))","techSize":"\#(index % 5 == 0 ? "46" : "0")","sku":"\#(isStorage ? "" : products.barcode(index))","docTypeName":"\#(kind >= 46 && kind < 50 ? "Возврат" : isStorage ? "" : "Продажа")","quantity":\#(isGoods ? 1 : 0),"retailPrice":"\#(price)","retailAmount":"\#(isGoods ? random.money(price / 2, price) : "0")","salePercent":0,"commissionPercent":\#(17 + random.below(12)).5,"officeName":"Коледино","sellerOperName":"\#(operation)","orderDt":"\#(date)T0\#(random.below(10)):00:00Z","saleDt":"\#(date)T1\#(random.below(10)):00:00Z","rrDate":"\#(date)","shkId":\#(isStorage ? 0 : 12_000_000_000 + random.below(900_000_000)),"retailPriceWithDisc":"\#(isGoods ? random.money(price / 2, price) : "0")","deliveryAmount":\#(kind >= 50 && kind < 94 ? 1 : 0),"returnAmount":0,"deliveryService":"\#(kind >= 50 && kind < 94 ? random.money(30, 250) : "0")","giBoxTypeName":"Монопаллета","productDiscountForReport":\#(random.below(40)),"sellerPromo":"0","spp":\#(random.below(30)).5,"kvwBase":24.15,"kvw":\#(random.below(20)).81,"supRatingUp":0,"isKgvpV2":0,"ppvzSalesCommission":"\#(commission)","forPay":"\#(forPay)","ppvzReward":"\#(isGoods ? random.money(1, 40) : "0")","acquiringFee":"\#(isGoods ? random.money(1, 60) : "0")","acquiringPercent":\#(isGoods ? "1.9" : "0"),"paymentProcessing":"\#(isGoods ? "Комиссия за организацию платежа с НДС" : "")","acquiringBank":"\#(isGoods ? "Сбер" : "")","vw":"\#(commission)","vwNds":"\#(isGoods ? "-" + random.money(1, 60) : "0")","ppvzOfficeName":"\#(isStorage ? "" : "Пункт выдачи \(random.below(4000))")","ppvzOfficeId":\#(isStorage ? 0 : 100_000 + random.below(4000)),"ppvzSupplierName":"\#(isStorage ? "" : "ИП Берёзкин")","ppvzSupplierInn":"\#(isStorage ? "" : "7701\(10_000_000 + random.below(4000))")","declarationNumber":"","bonusTypeName":"\#(kind >= 50 && kind < 94 ? "К клиенту при продаже" : "")","stickerId":"\#(isStorage ? "" : "\(30_000_000_000 + random.below(900_000_000))")","country":"Россия","srvDbs":false,"penalty":"\#(kind >= 94 && kind < 96 ? random.money(10, 500) : "0")","additionalPayment":"0","rebillLogisticCost":"\#(kind % 10 == 0 ? random.money(1, 90) : "0")","rebillLogisticOrg":"","paidStorage":"\#(isStorage ? random.money(1, 90) : "0")","deduction":"0","paidAcceptance":"0","orderId":\#(isStorage ? 0 : 2_800_000_000 + random.below(90_000_000)),"kiz":"","isB2b":false,"trbxId":"","installmentCofinancingAmount":"0","wibesDiscountPercent":0,"cashbackAmount":"0","cashbackDiscount":"0","cashbackCommissionChange":"0","paymentSchedule":"0","deliveryMethod":"FBS, (МГТ)","sellerPromoId":0,"sellerPromoDiscount":0,"loyaltyId":0,"loyaltyDiscount":0,"uuidPromocode":"","salePricePromocodeDiscountPrc":0,"articleSubstitution":"","salePriceAffiliatedDiscountPrc":0,"agencyVat":0,"salePriceWholesaleDiscountPrc":0,"b2bCustomerTin":"","orderUid":"\#(isStorage ? "" : "id" + random.hex(32))","srid":"\#(isStorage ? "" : random.hex(32))"}"#
  }
}
