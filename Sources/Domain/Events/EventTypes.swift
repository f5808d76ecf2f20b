/// Every event type there is, each version once.
///
/// A new type is its file and its line here; a new version is a line in `lifts` as well.
package enum EventTypes {
  private static let newest: [any EventType.Type] = [
    ConnectionSettings.self,
    ImportReread.self,
    ImportRevoked.self,
    LemanaParcel.self,
    LemanaPrice.self,
    LemanaProduct.self,
    OneCBarcode.self,
    OneCCounterparty.self,
    OneCDealerPrice.self,
    OneCNomenclature.self,
    OneCOrganization.self,
    OneCPrice.self,
    OneCPurchase.self,
    OzonAccrual.self,
    OzonAccrualType.self,
    OzonListing.self,
    OzonOperation.self,
    OzonPosting.self,
    OzonPostingFee.self,
    OzonPrice.self,
    OzonProduct.self,
    OzonRealizationRow.self,
    OzonReturn.self,
    PayloadErased.self,
    ProductMatched.self,
    ProductUnmatched.self,
    TableDealerPrice.self,
    WBCard.self,
    WBCommission.self,
    WBFBSOrder.self,
    WBFinanceRow.self,
    WBFinanceStatement.self,
    WBOrder.self,
    WBPrice.self,
    WBPromotion.self,
    WBPromotionDetails.self,
    WBPromotionNomenclature.self,
    WBSale.self,
    YMBusinessOrder.self,
    YMNettingMovement.self,
    YMOffer.self,
    YMOrder.self,
    YMOrderStats.self,
    YMRealizationRow.self,
    YMReturn.self,
  ]

  /// Older versions and the names that their fields have in the newest.
  private static let lifts:
    [(old: any EventType.Type, newest: any EventType.Type, renames: [String: String])] = [
      (WBFinanceRowV1.self, WBFinanceRow.self, WBFinanceRowV1.renames)
    ]

  /// All versions, with what happens to any kind: withdrawals and completed scopes.
  package static let all: [EventSchema] = {
    let completed = Shape(of: ScopeCompleted.self)
    let withdrawn = Shape(of: Withdrawn.self)
    var schemas = newest.enumerated().map { index, type in
      let shape = Shape(of: type)
      return EventSchema(
        index: index, kind: type.kind, noun: type.noun, version: type.version, shape: shape,
        layout: RecordLayout(shape))
    }
    for lift in lifts {
      let stored = Shape(of: lift.old)
      let layout = RecordLayout(
        stored: stored, lifted: Shape(of: lift.newest), renames: lift.renames)
      schemas.append(
        EventSchema(
          index: schemas.count, kind: lift.old.kind, noun: lift.old.noun,
          version: lift.old.version, shape: stored, layout: layout))
    }
    for kind in Set(schemas.map(\.kind)).sorted() {
      for (noun, shape) in [(Withdrawn.noun, withdrawn), (ScopeCompleted.noun, completed)] {
        schemas.append(
          EventSchema(
            index: schemas.count, kind: kind, noun: noun, version: 1, shape: shape,
            layout: RecordLayout(shape)))
      }
    }
    return schemas
  }()

  private static let byTag = Dictionary(uniqueKeysWithValues: all.map { ($0.tag, $0) })

  /// For each place in `all`, whether the type is of one of the kinds.
  package static func wanted(_ kinds: Set<StreamKind>) -> [Bool] {
    all.map { kinds.contains($0.kind) }
  }

  /// For each place in `all`, the place of its kind among all kinds in order of name.
  package static let kindRanks: [UInt8] = {
    let kinds = Set(all.map(\.kind)).sorted()
    return all.map { schema in UInt8(kinds.firstIndex(of: schema.kind) ?? 0) }
  }()

  /// The schema of `wb.finance.row@2`, or `nil` for a type that this program does not know.
  package static func schema(tag: String) -> EventSchema? { byTag[tag] }

  /// The schema that events of `type` are written with.
  package static func schema(of type: any EventType.Type) -> EventSchema {
    guard let schema = byTag["\(type.name)@\(type.version)"] else {
      preconditionFailure("\(type) is not in EventTypes")
    }
    return schema
  }

  package static func withdrawn(_ kind: StreamKind) -> EventSchema { plain(kind, Withdrawn.noun) }

  package static func completed(_ kind: StreamKind) -> EventSchema {
    plain(kind, ScopeCompleted.noun)
  }

  private static func plain(_ kind: StreamKind, _ noun: String) -> EventSchema {
    guard let schema = byTag["\(kind.name).\(noun)@1"] else {
      preconditionFailure("\(kind) is not in EventTypes")
    }
    return schema
  }
}
