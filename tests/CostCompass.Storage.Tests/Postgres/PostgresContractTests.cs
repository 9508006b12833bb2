using CostCompass.Storage.Tests.Contract;

namespace CostCompass.Storage.Tests.Postgres;

// What every store does, done by the one of a server.

[NeedsServer]
public sealed class PostgresBudgetStoreTests() : BudgetStoreContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresClockTests() : ClockContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresExchangeRateStoreTests() : ExchangeRateStoreContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresExportStoreTests() : ExportStoreContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresFarApartTests() : FarApartContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresImportTests() : ImportContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresOneStateTests() : OneStateContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresPriceTableStoreTests() : PriceTableStoreContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresQuoteStoreTests() : QuoteStoreContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresRecordingTests() : RecordingContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresReportStoreTests() : ReportStoreContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresSchemaTests() : SchemaContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresStoreContentTests() : StoreContentContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresSubscriptionStoreTests() : SubscriptionStoreContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresUsageStoreTests() : UsageStoreContract(new StoreOnServer());

[NeedsServer]
public sealed class PostgresUsageLogTests() : UsageLogContract(new StoreOnServer());
