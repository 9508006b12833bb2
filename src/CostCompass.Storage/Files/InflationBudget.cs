namespace CostCompass.Storage.Files;

/// <summary>
/// The limit for the decompressed size of an import. It counts the actual bytes, because the sizes in an archive can't be trusted.
/// </summary>
/// <param name="name">The name of the import, for messages.</param>
/// <param name="sourceLength">The actual length of the archive. 0 for files that aren't compressed.</param>
internal sealed class InflationBudget(string name, long sourceLength)
{
    /// <summary>The maximum size: a year of an account with hundreds of keys is much smaller.</summary>
    public const long MaximumBytes = 256L << 20;

    /// <summary>The maximum compression ratio. The rows of an export shrink to about a twentieth.</summary>
    public const long MaximumRatio = 200;

    // Small content may be compressed more, and is harmless.
    private const long FreeBytes = 4L << 20;

    private long _bytes;

    /// <summary>Counts bytes.</summary>
    /// <exception cref="CostException"><c>ExportTooLarge</c>, <c>ExportArchiveBomb</c>.</exception>
    public void Spend(int bytes)
    {
        _bytes += bytes;
        if (_bytes > MaximumBytes)
        {
            throw UsageExportErrors.ExportTooLargeContent(ExportText.Shown(name), MaximumBytes >> 20);
        }

        if (sourceLength > 0 && _bytes > FreeBytes && _bytes / sourceLength >= MaximumRatio)
        {
            throw UsageExportErrors.ExportArchiveBomb(ExportText.Shown(name), MaximumRatio);
        }
    }
}
