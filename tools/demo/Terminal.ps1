<#
.SYNOPSIS
    Shows the stack that Report.ps1 creates in a terminal: the dashboard, the summary or a chart. It doesn't query a provider.
.PARAMETER View
    The view to show.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [ValidateSet('Dashboard', 'Chart', 'Tables')]
    [string] $View
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '..' '..' 'output' 'CostCompass')
[cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
$newest = (Get-CostAccount | Sort-Object LastSeen | Select-Object -Last 1).LastSeen
$env:COSTCOMPASS_CLOCK = $newest.UtcDateTime.AddHours(15.5).ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)

# As a user would type it.
function Show-Command([scriptblock] $Command) {
    Write-Host "`e[32mPS>`e[0m $("$Command".Trim())"
    & $Command | Out-Host
}

switch ($View) {
    'Dashboard' { Show-Command { Show-CostDashboard USD -TimeZone UTC -Width 100 } }
    'Chart' { Show-Command { Show-CostChart deepseek -TimeZone UTC -Width 100 } }
    'Tables' {
        Show-Command { Get-CostForecast -TimeZone UTC }
        Show-Command { (Get-CostSummary USD -TimeZone UTC).Lines }
        Show-Command { Test-CostBudget -TimeZone UTC }
    }
}
