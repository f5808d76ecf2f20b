import P900SalesRegister
import P901NomenclatureBarcodes
import P902OzonFinanceRealization
import P903WBFinanceReport
import P904SalesData
import P905WBCommissionHistory
import P906NomenclaturePrices
import P907YMPaymentReport
import P908WBGoodsPrices
package import Projecting

/// Every projector there is.
///
/// Adding one adds its `import` and its line here.
package enum Projectors {
  package static let all: [any Projector] = [
    P900SalesRegister(),
    P901NomenclatureBarcodes(),
    P902OzonFinanceRealization(),
    P903WBFinanceReport(),
    P904SalesData(),
    P905WBCommissionHistory(),
    P906NomenclaturePrices(),
    P907YMPaymentReport(),
    P908WBGoodsPrices(),
  ]
}
