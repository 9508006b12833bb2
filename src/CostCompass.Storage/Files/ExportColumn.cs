namespace CostCompass.Storage.Files;

/// <summary>The columns of an export that are read. The key and the user aren't among them: those cells are never read.</summary>
internal enum ExportColumn
{
    UtcDate,
    StartTimeIso,
    EndTimeIso,
    Model,
    Type,
    Price,
    Amount,
    WalletType,
    Cost,
    Currency,
}
