package import Domain

/// The documents that lines come from, as `document_type` names them.
package enum SalesDocument: Sendable {
  case wbSale, ozonFBS, ozonFBO, ozonReturn, ymOrder, ymReturn

  package var name: Bytes {
    switch self {
    case .wbSale: Bytes("WB_Sales")
    case .ozonFBS: Bytes("OZON_FBS_Posting")
    case .ozonFBO: Bytes("OZON_FBO_Posting")
    case .ozonReturn: Bytes("OZON_Returns")
    case .ymOrder: Bytes("YM_Order")
    case .ymReturn: Bytes("YM_Returns")
    }
  }

  package var isOzon: Bool {
    switch self {
    case .ozonFBS, .ozonFBO, .ozonReturn: true
    case .wbSale, .ymOrder, .ymReturn: false
    }
  }

  package var marketplace: Bytes {
    switch self {
    case .wbSale: Bytes("WB")
    case .ozonFBS, .ozonFBO, .ozonReturn: Bytes("OZON")
    case .ymOrder, .ymReturn: Bytes("YM")
    }
  }
}
