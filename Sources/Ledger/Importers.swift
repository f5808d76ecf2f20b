import DealerPriceTables
package import Importing
import LemanaParcels
import LemanaPrices
import LemanaProducts
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
import WBCards
import WBCommissions
import WBFBSOrders
import WBFinance
import WBFinanceStatements
import WBOrders
import WBPrices
import WBPromotions
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
    LemanaParcels(),
    LemanaPrices(),
    LemanaProducts(),
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
    WBCards(),
    WBCommissions(),
    WBFBSOrders(),
    WBFinance(),
    WBFinanceStatements(),
    WBOrders(),
    WBPrices(),
    WBPromotions(),
    WBSales(),
    YMNetting(),
    YMOffers(),
    YMOrders(),
    YMRealization(),
    YMReturns(),
  ]
}
