using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CostCompass.Views.Statements.Page;

/// <summary>
/// Writes a statement as one HTML file that is complete in itself. Its policy allows the scripts and styles of the page by their
/// hashes and nothing else: no request leaves it, and nothing runs that came in with a name.
/// </summary>
public static class StatementPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="writer">Where it is written to.</param>
    /// <param name="statement">What it says.</param>
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
