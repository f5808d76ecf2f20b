import Domain

/// The look-up tables of `References`: filled once, then read, and shared by all who look up.
final class Catalogue {
  var connections: [String: ConnectionFact] = [:]

  /// Items by 1C connection and Ref_Key.
  var items = PlaceTable<ItemFact>()

  /// Ref_Keys by 1C connection and folded article: live items, and those marked for deletion.
  private(set) var articles = PlaceTable<[String]>()
  private(set) var markedArticles = PlaceTable<[String]>()

  /// Owners by 1C connection and barcode; only active ones.
  var barcodes = PlaceTable<Set<String>>()

  /// Decisions by cabinet and product.
  var matches = PlaceTable<String>()

  /// Cards by cabinet and product, and the product by each of its other names.
  var cards = PlaceTable<CardFact>()
  var aliases = PlaceTable<String>()

  /// Prices by 1C connection and Ref_Key, until all are there.
  var statedPrices = PlaceTable<[DatedPrice]>()

  /// Those that count, by day.
  private(set) var prices = PlaceTable<[Price]>()

  /// Prices from tables by 1C connection and folded article, until that is resolved.
  var tablePrices: [(article: Place, price: DatedPrice)] = []

  /// Ref_Keys of organizations by 1C connection and trimmed name.
  var organizations: [Place: [String]] = [:]

  private(set) var onlyOneC: String?

  /// What an item costs from a day on; 0 means no price.
  struct Price {
    let day: Day
    let price: Decimal4
  }

  /// Something inside a connection.
  struct Place: Hashable {
    let connection: String
    let name: String

    init(_ connection: String, _ name: String) {
      self.connection = connection
      self.name = name
    }
  }

  /// Resolves what could not be resolved before everything was there.
  func finish() {
    let bases = connections.values.filter { $0.marketplace == "1C" }
    onlyOneC = bases.count == 1 ? bases[0].name : nil
    for (place, item) in items where item.counts {
      guard let article = item.article.map(Article.folded) else { continue }
      let entry = Place(place.connection, article)
      if item.isDeleted {
        markedArticles[entry, default: []].append(place.name)
      } else {
        articles[entry, default: []].append(place.name)
      }
    }
    for entry in tablePrices {
      let refs = refs(withArticle: entry.article)
      guard refs.count == 1 else { continue }
      statedPrices[Place(entry.article.connection, refs[0]), default: []].append(entry.price)
    }
    for place in statedPrices.keys {
      let standing = DatedPrice.standing(statedPrices[place, default: []]) { $0 }
      statedPrices[place] = []
      prices[place] = standing.map { Price(day: $0.day, price: $0.price) }
    }
    statedPrices = PlaceTable()
  }

  /// Takes what answers a question from look-ups that were made of its documents alone.
  func take(_ lookup: Lookup, from other: Catalogue) {
    switch lookup {
    case .connection(let name): connections[name] = other.connections[name]
    case .bases: onlyOneC = other.onlyOneC
    case .organization(let onec, let name):
      organizations[.init(onec, name)] = other.organizations[.init(onec, name)]
    case .decision(let cabinet, let product):
      matches[.init(cabinet, product)] = other.matches[.init(cabinet, product)]
    case .card(let cabinet, let name):
      cards[.init(cabinet, name)] = other.cards[.init(cabinet, name)]
      aliases[.init(cabinet, name)] = other.aliases[.init(cabinet, name)]
    case .item(let onec, let ref): items[.init(onec, ref)] = other.items[.init(onec, ref)]
    case .article(let onec, let article):
      articles[.init(onec, article)] = other.articles[.init(onec, article)]
      markedArticles[.init(onec, article)] = other.markedArticles[.init(onec, article)]
    case .barcode(let onec, let barcode):
      barcodes[.init(onec, barcode)] = other.barcodes[.init(onec, barcode)]
    case .price(let onec, let ref): prices[.init(onec, ref)] = other.prices[.init(onec, ref)]
    case .tablePrice, .completeness, .weeklyReports: break
    }
  }

  /// The items that a folded article may mean: those marked for deletion where no live item has it.
  func refs(withArticle article: Place) -> [String] {
    articles[article] ?? markedArticles[article] ?? []
  }

  /// The 1C connection whose catalogue a connection uses.
  func onec(of connection: String) -> String? {
    if let settings = connections[connection] {
      if settings.marketplace == "1C" { return connection }
      if let onec = settings.onec { return onec }
    }
    return onlyOneC
  }
}
