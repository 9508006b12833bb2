<#
.SYNOPSIS
    What a terminal shows of the stack that Report.ps1 made: the dashboard, the summary and a chart. It asks no provider.
.PARAMETER View
    Which of them.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [ValidateSet('Dashboard', 'Chart', 'Tables')]
    [string] $View,

    [int] $Width = 100
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '..' '..' 'output' 'CostCompass')
[cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
$newest = (Get-CostAccount | Sort-Object LastSeen | Select-Object -Last 1).LastSeen
$env:COSTCOMPASS_CLOCK = $newest.UtcDateTime.AddHours(15.5).ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)

function Show-Command([string] $Line) {
    # As a person would have typed it.
    "`e[32mPS>`e[0m $Line"
    Invoke-Expression $Line | Out-Host
}

switch ($View) {
    'Dashboard' { Show-Command "Show-CostDashboard USD -TimeZone UTC -Width $Width" }
    'Chart' { Show-Command "Show-CostChart deepseek -TimeZone UTC -Width $Width" }
    'Tables' {
        Show-Command 'Get-CostForecast -TimeZone UTC'
        Show-Command '(Get-CostSummary USD -TimeZone UTC).Lines'
        Show-Command 'Test-CostBudget -TimeZone UTC'
    }
}
