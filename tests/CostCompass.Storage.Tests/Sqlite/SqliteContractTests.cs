using CostCompass.Storage.Tests.Contract;

namespace CostCompass.Storage.Tests.Sqlite;

// What every store does, done by the one of a file.

public sealed class SqliteBudgetStoreTests() : BudgetStoreContract(new StoreInFolder());

public sealed class SqliteClockTests() : ClockContract(new StoreInFolder());

public sealed class SqliteExchangeRateStoreTests() : ExchangeRateStoreContract(new StoreInFolder());

public sealed class SqliteExportStoreTests() : ExportStoreContract(new StoreInFolder());

public sealed class SqliteFarApartTests() : FarApartContract(new StoreInFolder());

public sealed class SqliteImportTests() : ImportContract(new StoreInFolder());

public sealed class SqliteOneStateTests() : OneStateContract(new StoreInFolder());

public sealed class SqlitePriceTableStoreTests() : PriceTableStoreContract(new StoreInFolder());

public sealed class SqliteQuoteStoreTests() : QuoteStoreContract(new StoreInFolder());

public sealed class SqliteRecordingTests() : RecordingContract(new StoreInFolder());

public sealed class SqliteReportStoreTests() : ReportStoreContract(new StoreInFolder());

public sealed class SqliteSchemaTests() : SchemaContract(new StoreInFolder());

public sealed class SqliteStoreContentTests() : StoreContentContract(new StoreInFolder());

public sealed class SqliteSubscriptionStoreTests() : SubscriptionStoreContract(new StoreInFolder());

public sealed class SqliteUsageStoreTests() : UsageStoreContract(new StoreInFolder());

public sealed class SqliteUsageLogTests() : UsageLogContract(new StoreInFolder());
