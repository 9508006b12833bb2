using CostCompass.Budgets;

namespace CostCompass.Storage;

/// <summary>The budgets that the user set.</summary>
public interface IBudgetStore
{
    /// <summary>Every budget, by name.</summary>
    IReadOnlyList<CostBudget> Read();

    /// <summary>Keeps a budget; one of the same name is replaced.</summary>
    /// <param name="budget">The budget.</param>
    /// <returns>The budget, with its name as it is spelled in the store.</returns>
    CostBudget Save(CostBudget budget);

    /// <summary>Removes a budget.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether there was one.</returns>
    bool Remove(string name);
}
