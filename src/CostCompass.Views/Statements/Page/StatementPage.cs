using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CostCompass.Views.Statements.Page;

/// <summary>
/// Writes a statement as one self-contained HTML file. Its content security policy allows only the scripts and styles of the page, by
/// their hashes: the page sends no requests, and a name can't inject anything that runs.
/// </summary>
public static class StatementPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="writer">The writer of the page.</param>
    /// <param name="statement">The statement.</param>
    public static void Write(TextWriter writer, CostStatement statement)
    {
        string style = PageResource.Read("uPlot.uPlot.min.css") + "\n" + PageResource.Read("page.css");
        string library = $"/*\n{PageResource.Read("uPlot.LICENSE.txt")}\n*/\n{PageResource.Read("uPlot.uPlot.iife.min.js")}";
        string script = PageResource.Read("charts.js") + PageResource.Read("page.js");
        JsonObject values = new StatementFigures(statement).ToJson();
        values["style"] = style;
        values["library"] = library;
        values["script"] = script;
        values["data"] = ChartData.Of(statement);
        values["policy"] = $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(library)}' '{Hash(script)}'; base-uri 'none'; form-action 'none'";
        new PageTemplate(PageResource.Read("page.html")).Render(writer, values);
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
