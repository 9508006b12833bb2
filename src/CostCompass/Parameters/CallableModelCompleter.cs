namespace CostCompass.Parameters;

/// <summary>Completes the names of models that can be called now.</summary>
public sealed class CallableModelCompleter : ModelCompleter
{
    private protected override bool OffersRetired => false;
}
