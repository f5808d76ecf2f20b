import DealerPriceTables
package import Importing
import OneCBarcodes
import OneCCatalogue
import OneCCounterparties
import OneCDealerPrices
import OneCOrganizations
import OneCPrices
import OneCPurchases
import OzonAccruals
import OzonPostings
import OzonProducts
import OzonRealization
import OzonReturns
import OzonTransactions
import WBFinance
import WBSales
import YMNetting
import YMOffers
import YMOrders
import YMRealization
import YMReturns

/// Every importer there is.
///
/// Adding one adds its `import` and its line here.
package enum Importers {
  package static let all: [any Importer] = [
    DealerPriceTables(),
    OneCBarcodes(),
    OneCCatalogue(),
    OneCCounterparties(),
    OneCDealerPrices(),
    OneCOrganizations(),
    OneCPrices(),
    OneCPurchases(),
    OzonAccruals(),
    OzonPostings(),
    OzonProducts(),
    OzonRealization(),
    OzonReturns(),
    OzonTransactions(),
    WBFinance(),
    WBSales(),
    YMNetting(),
    YMOffers(),
    YMOrders(),
    YMRealization(),
    YMReturns(),
  ]
}
