<#
.SYNOPSIS
    Gives mutated files to everything that reads files from elsewhere, 100,000 in all, and compares what was read with what they say.
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
$counts = [ordered]@{
    'Snapshot files' = 20000; 'Cost files' = 20000; 'Price files' = 10000; 'Settings' = 10000; 'Exports' = 20000; 'Stores' = 10000; 'Backups' = 10000
}
foreach ($subject in $counts.Keys) {
    # A process for each, so that the memory is that of the one.
    Invoke-Worker $Worker mutate-files ($Short ? 40 : $counts[$subject]) ($Short ? 1 : 2026) $subject
}
