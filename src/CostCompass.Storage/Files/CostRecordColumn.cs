namespace CostCompass.Storage.Files;

/// <summary>What the columns of a file of costs hold, whatever they are called.</summary>
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
