namespace CostCompass.Storage.Tests.Sqlite;

/// <summary>A test that needs a disk of its own, and is skipped plainly where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(SmallDisk.CanMount);

    public SmallDiskFactAttribute()
    {
        if (!CanMount.Value)
        {
            Skip = "A small disk can be mounted by root on Linux only.";
        }
    }
}
