<#
.SYNOPSIS
    Runs the main workflow against DeepSeek itself. It queries the balance twice and calls no model, so it's free.
#>
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '..' '..' 'output' 'CostCompass')

Connect-DeepSeek | Format-Table
Get-DeepSeekBalance | Format-Table
$null = Update-CostSnapshot
Start-Sleep -Seconds 2
Update-CostSnapshot | Format-Table
Get-CostForecast | Format-Table
'Two snapshots a few seconds apart aren''t enough for a useful forecast. Run Update-CostSnapshot a few times a day.'
