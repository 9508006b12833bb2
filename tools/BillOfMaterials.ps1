<#
.SYNOPSIS
    Writes bom.json into the built module: its software bill of materials, CycloneDX 1.6.
.DESCRIPTION
    It lists each package with files in the module, with its licence and the hashes of those files. The same module always results in the
    same file: it contains no time and no serial number.
.PARAMETER ModulePath
    The folder of the built module.
#>
[CmdletBinding()]
param(
    [string] $ModulePath = (Join-Path (Split-Path $PSScriptRoot) 'output' 'CostCompass')
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'ShippedPackage.psm1') -Force
$manifest = Import-PowerShellDataFile (Join-Path $ModulePath 'CostCompass.psd1')

function Get-LicenceChoice([string] $Licence) {
    if ($Licence -match ' ') { [ordered]@{ expression = $Licence } } else { [ordered]@{ license = [ordered]@{ id = $Licence } } }
}

function Get-FileComponent([string] $File) {
    $hash = (Get-FileHash (Join-Path $ModulePath $File) -Algorithm SHA256).Hash.ToLowerInvariant()
    [ordered]@{ 'type' = 'file'; name = $File; hashes = @([ordered]@{ alg = 'SHA-256'; content = $hash }) }
}

$product = "pkg:nuget/CostCompass@$($manifest.ModuleVersion)"
$components = @(
    foreach ($package in Get-ShippedPackage $ModulePath) {
        $address = "pkg:$($package.Source)/$($package.Name)@$($package.Version)"
        [ordered]@{
            'type'             = 'library'
            'bom-ref'          = $address
            name               = $package.Name
            version            = $package.Version
            scope              = 'required'
            licenses           = @(Get-LicenceChoice $package.Licence)
            copyright          = $package.Copyright
            purl               = $address
            externalReferences = @([ordered]@{ 'type' = 'website'; url = $package.Project })
            components         = @($package.Files | ForEach-Object { Get-FileComponent "dependencies/$_" })
        }
    }
)
$bill = [ordered]@{
    '$schema'    = 'http://cyclonedx.org/schema/bom-1.6.schema.json'
    bomFormat    = 'CycloneDX'
    specVersion  = '1.6'
    version      = 1
    metadata     = [ordered]@{
        component = [ordered]@{
            'type'    = 'library'
            'bom-ref' = $product
            name      = 'CostCompass'
            version   = $manifest.ModuleVersion
            licenses  = @(Get-LicenceChoice 'MIT')
            purl      = $product
        }
    }
    components   = $components
    dependencies = @([ordered]@{ ref = $product; dependsOn = @($components.'bom-ref') })
}
$json = ($bill | ConvertTo-Json -Depth 8) -replace '\r'
[IO.File]::WriteAllText((Join-Path $ModulePath 'bom.json'), "$json`n")
