using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using CostCompass.Storage;
using CostCompass.Storage.Sqlite;

namespace CostCompass.Sessions;

/// <summary>What the module remembers in one runspace. It goes with the runspace.</summary>
internal sealed class CostSession
{
    // The only way from a runspace to what is its own; the table keeps no runspace alive.
    private static readonly ConditionalWeakTable<Runspace, CostSession> ByRunspace = [];
    private ICostStore? _store;
    private string? _storeFolder;

    /// <summary>The session of the runspace that runs the caller.</summary>
    public static CostSession Current => ByRunspace.GetValue(Runspace.DefaultRunspace, _ => new CostSession());

    /// <summary>The time by which readings are dated and history is read.</summary>
    public TimeProvider Clock { get; } = new SessionClock();

    /// <summary>The store in force now. Naming it opens nothing.</summary>
    public ICostStore Store
    {
        get
        {
            string folder = StoreFolder.Current;
            if (_store is null || _storeFolder != folder)
            {
                _store = new SqliteCostStore(folder);
                _storeFolder = folder;
            }

            return _store;
        }
    }
}
