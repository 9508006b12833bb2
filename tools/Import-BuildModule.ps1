<#
.SYNOPSIS
    Imports a module that a task can use, where it is installed.
.OUTPUTS
    Nothing when it is imported; otherwise what is missing, as a phrase.
#>
[CmdletBinding()]
[OutputType([string])]
param(
    [Parameter(Mandatory)]
    [string] $Name,

    [Parameter(Mandatory)]
    [version] $MinimumVersion
)

$ErrorActionPreference = 'Stop'
if (Get-Module $Name -ListAvailable | Where-Object Version -GE $MinimumVersion) {
    Import-Module $Name -MinimumVersion $MinimumVersion
}
else {
    "$Name $MinimumVersion or later is not installed (Install-PSResource $Name)"
}
