/// LemanaPRO's catalogue holds a product (`GET /b2bintegration-products/v1/products`).
package struct LemanaProduct: EventType {
  package static let kind = StreamKind("lemana.products")
  package static let noun = "product"

  package let productItem = Field<Text>(1, "LemanaPRO's article", source: "productItem")
  package let productAvailible = Field<Bool>(
    2, "Whether it can be bought; spelt so by the source", source: "productAvailible")
  package let productName = Field<Text>(3, "Name", source: "productName")
  package let productVat = Field<Decimal4>(4, "VAT rate", unit: "%", source: "productVat")
  package let unitOkeiCode = Field<Text>(
    5, "Unit of sale, code of OKEI", source: "productUnitSale.unitOkeiCode")
  package let unitName = Field<Text>(6, "Unit of sale", source: "productUnitSale.unitName")
  package let productDescription = Field<Text>(7, "Description", source: "productDescription")
  package let categoryId = Field<Text>(8, "Category", source: "categories.categoryId")
  package let categoryName = Field<Text>(9, "Category's name", source: "categories.categoryName")
  package let parentCategoryId = Field<Text>(
    10, "Category above", source: "categories.parentCategoryId")
  package let productUrl = Field<Text>(11, "Page of the product", source: "productUrl")
  package let productModel = Field<Text>(12, "Model", source: "productModel")
  package let productBrand = Field<Text>(13, "Brand", source: "productBrand")
  package let productWeight = Field<Decimal4>(14, "Weight", unit: "kg", source: "productWeight")
  package let productCountryOfOrigin = Field<Text>(
    15, "Country of origin", source: "productCountryOfOrigin")
  package let productDimensions = Field<Text>(
    16, "Depth/width/height", unit: "cm", source: "productDimensions")
  package let productBarcode = Field<Text>(17, "Barcode", source: "productBarcode")
  package let productMarkNeed = Field<Bool>(
    18, "Whether each unit is marked", source: "productMarkNeed")
  package let productTraceability = Field<Bool>(
    19, "Whether lots are traced", source: "productTraceability")
  package let productTnvedCode = Field<Text>(20, "Customs code", source: "productTnvedCode")
  package let productOkpd2 = Field<Text>(21, "Code of OKPD 2", source: "productOkpd2")
  package let productPhoto = Field<List<Photo>>(22, "Pictures", source: "productPhoto.value[]")
  package let productParams = Field<List<Parameter>>(
    23, "Characteristics", source: "productParams[]")
  package init() {}

  package struct Photo: Fields {
    package let url = Field<Text>(1, "Address of the picture")
    package init() {}
  }

  package struct Parameter: Fields {
    package let paramId = Field<Text>(1, "Characteristic", source: "paramId")
    package let paramName = Field<Text>(2, "Its name", source: "paramName")
    package let paramValue = Field<Text>(3, "Its value", source: "paramValue")
    package init() {}
  }
}
