@{
    RootModule           = 'CostCompass.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5d0b1c8e-2f60-4f0c-9f6e-6a3c8a0d7b41'
    Author               = 'The CostCompass contributors'
    Copyright            = '(c) 2026 The CostCompass contributors. MIT licence.'
    Description          = 'Tracks what prepaid AI APIs cost: snapshots of the balance, the spend behind them with its quality, and a forecast of next month. DeepSeek first.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('Format.ps1xml')
    CmdletsToExport      = @(
        'Add-CostBalanceEvent'
        'Connect-CostProvider'
        'Connect-DeepSeek'
        'Disconnect-CostAccount'
        'Export-CostSnapshot'
        'Get-CostAccount'
        'Get-CostBalanceEvent'
        'Get-CostForecast'
        'Get-CostProvider'
        'Get-CostSnapshot'
        'Get-CostSpend'
        'Get-CostStore'
        'Get-CostVault'
        'Get-DeepSeekBalance'
        'Get-DeepSeekModel'
        'Get-DeepSeekPrice'
        'Get-DeepSeekPriceBand'
        'Get-DeepSeekPriceTable'
        'Get-DeepSeekRateLimit'
        'Import-CostSnapshot'
        'Import-DeepSeekPrice'
        'Lock-CostVault'
        'Remove-CostBalanceEvent'
        'Remove-CostSnapshot'
        'Remove-DeepSeekPriceTable'
        'Set-CostVaultPassword'
        'Test-CostForecast'
        'Unlock-CostVault'
        'Update-CostSnapshot'
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
