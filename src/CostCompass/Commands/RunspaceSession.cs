using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace CostCompass.Commands;

/// <summary>The session of one runspace. It is released with the runspace.</summary>
internal static class RunspaceSession
{
    // The only way to attach data to a runspace. The table doesn't keep a runspace alive.
    private static readonly ConditionalWeakTable<Runspace, CostSession> ByRunspace = [];

    /// <summary>The session of the runspace that runs the caller.</summary>
    public static CostSession Current => ByRunspace.GetValue(Runspace.DefaultRunspace, _ => new CostSession());
}
