/// Pages of Ozon's `/v3/finance/transaction/list`, as bytes.
struct OzonOperations {
  let products: Products
  private var random: SeededRandom
  private var operation = 21_000_000_000

  init(_ products: Products, seed: UInt64) {
    self.products = products
    random = SeededRandom(seed)
  }

  mutating func page(rows: Int) -> [UInt8] {
    var page = Page(#"{"result":{"operations":["#, #"],"page_count":1,"row_count":\#(rows)}}"#)
    for _ in 0..<rows { page.add(row()) }
    return page.finish()
  }

  private mutating func row() -> String {
    operation += 1 + random.below(50)
    let index = random.below(products.count)
    let posting = "\(10_000_000 + random.below(90_000_000))-\(1000 + random.below(9000))-1"
    let day = 1 + random.below(28)
    let sale = 500 + random.below(4000)
    let commission = sale / 5
    let logistics = 40 + random.below(200)
    let date = "2026-03-\(day < 10 ? "0" : "")\(day)"
    return
      #"{"operation_id":\#(operation),"operation_type":"OperationAgentDeliveredToCustomer","operation_date":"\#(date) 00:00:00","operation_type_name":"Доставка покупателю","delivery_charge":0,"return_delivery_charge":0,"accruals_for_sale":\#(sale),"sale_commission":-\#(commission).5,"amount":\#(sale - commission - logistics - 1).5,"type":"orders","posting":{"delivery_schema":"FBO","order_date":"\#(date) 10:11:12","posting_number":"\#(posting)","warehouse_id":0},"items":[{"name":"\#(products.subject(index))","sku":\#(products.nmID(index))}],"services":[{"name":"MarketplaceServiceItemDirectFlowLogistic","price":-\#(logistics)}]}"#
  }
}
