<#
.SYNOPSIS
    The main job against DeepSeek itself. It asks for the balance twice and calls no model, so it costs nothing.
#>
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '..' '..' 'output' 'CostCompass')

Connect-DeepSeek | Format-Table
Get-DeepSeekBalance | Format-Table
$null = Update-CostSnapshot
Start-Sleep -Seconds 2
Update-CostSnapshot | Format-Table
Get-CostForecast | Format-Table
'With two snapshots a few seconds apart the forecast says little yet: run Update-CostSnapshot a few times a day.'
