#requires -Version 7.4

<#
.SYNOPSIS
    Runs the health checks for a script or a monitoring system. The output is a line for each check that isn't Ok.
.DESCRIPTION
    The exit code is 1 if a check has the state Error, 2 if one has the state Warning, and otherwise 0.
.PARAMETER ModulePath
    The path of the module. By default, it is imported by name from PSModulePath.
.PARAMETER Offline
    Sends no requests to providers.
.EXAMPLE
    ./Test-Health.ps1 -ModulePath ~/CostCompass
#>
[CmdletBinding()]
param(
    [string] $ModulePath = $env:COSTCOMPASS_MODULE ? $env:COSTCOMPASS_MODULE : 'CostCompass',

    [switch] $Offline
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath
$found = @(Test-CostHealth -Offline:$Offline | Where-Object State -NE 'Ok')
foreach ($one in $found) { "$($one.State): $($one.Check) $($one.Name): $($one.Finding) $($one.RecommendedAction)" }
exit ('Error' -in $found.State ? 1 : $found ? 2 : 0)
