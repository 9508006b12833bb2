namespace CostCompass.Storage.Files;

/// <summary>The columns of a snapshot file, in the order in which they are written.</summary>
internal enum SnapshotColumn
{
    Account,
    Currency,
    FirstSeen,
    LastSeen,
    Total,
    Granted,
    ToppedUp,
    IsAvailable,
    Used,
}
