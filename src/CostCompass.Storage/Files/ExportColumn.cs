namespace CostCompass.Storage.Files;

/// <summary>The columns of an export that are read. Whose key it was, and who the user is, aren't among them: those cells are never looked at.</summary>
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
