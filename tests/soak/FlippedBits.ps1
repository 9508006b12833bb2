<#
.SYNOPSIS
    Flips single bits of a store and reads and writes it through the module's own storage.
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
Invoke-Worker $Worker flip-bits ($Short ? 20 : 1000)
