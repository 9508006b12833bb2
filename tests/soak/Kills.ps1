<#
.SYNOPSIS
    Kills processes that write the store and processes that change the password of a vault, and looks at what is left each time.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory)]
    [string] $Worker,

    [string] $Configuration = 'Release',

    [switch] $Short
)

$ErrorActionPreference = 'Stop'
$null = $Configuration
Import-Module (Join-Path $PSScriptRoot 'Worker.psm1')
$times = $Short ? 8 : 1000
foreach ($what in 'kill-store', 'kill-vault') {
    Invoke-Worker $Worker $what $times 4
}
