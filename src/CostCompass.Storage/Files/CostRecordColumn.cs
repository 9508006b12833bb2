namespace CostCompass.Storage.Files;

/// <summary>The meaning of the columns in a cost file, regardless of their titles.</summary>
internal enum CostRecordColumn
{
    Start,
    End,
    Amount,
    Currency,
    Provider,
    Service,
    Model,
    Account,
    Category,
    Quantity,
    Quality,
    Low,
    High,
}
