namespace CostCompass.Views.Statements.Page;

/// <summary>The parts of the page that are resources of this assembly.</summary>
internal static class PageResource
{
    /// <summary>Reads a part. Its line endings are normalized as in browsers, because otherwise the hash of a script would differ.</summary>
    /// <param name="name">The name of the file.</param>
    public static string Read(string name)
    {
        using Stream stream = typeof(PageResource).Assembly.GetManifestResourceStream($"CostCompass.Views.Statements.Page.{name}")
            ?? throw new InvalidOperationException($"The part {name} of the page is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
