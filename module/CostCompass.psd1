@{
    RootModule           = 'CostCompass.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5d0b1c8e-2f60-4f0c-9f6e-6a3c8a0d7b41'
    Author               = 'The CostCompass contributors'
    Copyright            = '(c) 2026 The CostCompass contributors. MIT licence.'
    Description          = 'Tracks what prepaid AI APIs cost: snapshots of the balance, the spend behind them with its quality, and a forecast of next month. DeepSeek first.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    RequiredAssemblies   = @('CostCompass.Core.dll', 'CostCompass.dll')
    TypesToProcess       = @('Types.ps1xml')
    FormatsToProcess     = @('Format.ps1xml')
    CmdletsToExport      = @(
        'Add-CostBalanceEvent'
        'Add-CostSubscription'
        'Add-DeepSeekUsage'
        'Compare-DeepSeekUsage'
        'Complete-DeepSeekQuote'
        'Connect-CostProvider'
        'Connect-DeepSeek'
        'Disconnect-CostAccount'
        'Export-CostFocus'
        'Export-CostReport'
        'Export-CostSnapshot'
        'Get-CostAccount'
        'Get-CostBalanceEvent'
        'Get-CostBudget'
        'Get-CostExchangeRate'
        'Get-CostForecast'
        'Get-CostProvider'
        'Get-CostSnapshot'
        'Get-CostSpend'
        'Get-CostStore'
        'Get-CostSubscription'
        'Get-CostSummary'
        'Get-CostVault'
        'Get-DeepSeekBalance'
        'Get-DeepSeekExport'
        'Get-DeepSeekModel'
        'Get-DeepSeekPrice'
        'Get-DeepSeekPriceBand'
        'Get-DeepSeekPriceTable'
        'Get-DeepSeekQuote'
        'Get-DeepSeekRateLimit'
        'Get-DeepSeekUsage'
        'Import-CostAccount'
        'Import-CostRecord'
        'Import-CostSnapshot'
        'Import-DeepSeekPrice'
        'Import-DeepSeekUsage'
        'Lock-CostVault'
        'Measure-DeepSeekCost'
        'New-DeepSeekQuote'
        'Remove-CostBalanceEvent'
        'Remove-CostBudget'
        'Remove-CostExchangeRate'
        'Remove-CostSnapshot'
        'Remove-CostSubscription'
        'Remove-DeepSeekExport'
        'Remove-DeepSeekPriceTable'
        'Remove-DeepSeekQuote'
        'Set-CostBudget'
        'Set-CostExchangeRate'
        'Set-CostSubscription'
        'Set-CostVaultPassword'
        'Show-CostChart'
        'Show-CostDashboard'
        'Test-CostBudget'
        'Test-CostForecast'
        'Unlock-CostVault'
        'Update-CostSnapshot'
        'Watch-CostSnapshot'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags       = @('DeepSeek', 'AI', 'cost', 'billing', 'FinOps', 'forecast', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
