using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace CostCompass.Commands;

/// <summary>What the module remembers in one runspace. It goes with the runspace.</summary>
internal static class RunspaceSession
{
    // The only way from a runspace to what is its own; the table keeps no runspace alive.
    private static readonly ConditionalWeakTable<Runspace, CostSession> ByRunspace = [];

    /// <summary>The session of the runspace that runs the caller.</summary>
    public static CostSession Current => ByRunspace.GetValue(Runspace.DefaultRunspace, _ => new CostSession());
}
