# The packages in the module and their licences, for Notices.ps1 and BillOfMaterials.ps1.

$root = Split-Path $PSScriptRoot

function Get-ShippedPackage {
    <#
    .SYNOPSIS
        Gets the packages with files in a built module, and uPlot, which is in its report.
    .PARAMETER ModulePath
        The folder of the built module.
    .OUTPUTS
        Objects with Name, Version, Licence (an SPDX expression), Copyright, Project, Files (in dependencies, none for
        embedded files) and Source, sorted by name.
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory)]
        [string] $ModulePath
    )

    $project = Join-Path $root 'src' 'CostCompass'
    $assets = Get-Content (Join-Path $project 'obj' 'project.assets.json') -Raw | ConvertFrom-Json -AsHashtable
    $dependencies = Join-Path $ModulePath 'dependencies'
    $target = @($assets.targets.Values)[0]
    $packages = @(
        foreach ($key in $target.Keys) {
            $library = $target[$key]
            if ($library.type -ne 'package') { continue }
            $name, $version = $key -split '/'
            $managed = @($library['runtime']?.Keys | Where-Object { $_ } | ForEach-Object { Split-Path $_ -Leaf })
            $files = @(@($managed) + @($library['runtimeTargets']?.Keys) | Where-Object { $_ -and (Test-Path (Join-Path $dependencies $_) -PathType Leaf) })
            if (-not $files) { continue }

            $folder = $assets.packageFolders.Keys | ForEach-Object { Join-Path $_ $assets.libraries[$key].path } | Where-Object { Test-Path $_ } | Select-Object -First 1
            $metadata = ([xml](Get-Content (Get-ChildItem $folder -Filter '*.nuspec').FullName -Raw)).package.metadata
            [pscustomobject]@{
                Name      = $name
                Version   = $version
                Licence   = Get-LicenceName $metadata.license $folder
                Copyright = "$($metadata.copyright)".Trim()
                Project   = $metadata.projectUrl ? "$($metadata.projectUrl)" : "https://www.nuget.org/packages/$name/$version"
                Files     = @($files | Sort-Object -Culture '')
                Source    = 'nuget'
            }
        }
        Get-EmbeddedChart
    )
    $packages | Sort-Object Name -Culture ''
}

# The SPDX expression of the package. Only SQLite has a file instead, and it is in the public domain.
function Get-LicenceName([Xml.XmlElement] $Licence, [string] $Folder) {
    if ($Licence.type -eq 'expression') { return $Licence.InnerText }
    $text = Get-Content (Join-Path $Folder $Licence.InnerText) -Raw
    if ($text -match 'SQLite is Public Domain') { return 'blessing' }
    throw "'$Folder' has an unknown licence. Add it to tools/ShippedPackage.psm1."
}

function Get-EmbeddedChart {
    $folder = Join-Path $root 'src' 'CostCompass.Views' 'Statements' 'Page' 'uPlot'
    $script = Get-Content (Join-Path $folder 'uPlot.iife.min.js') -TotalCount 1
    if ($script -notmatch 'uPlot \(v(?<version>[\d.]+)\)') { throw "The first line of the uPlot script doesn't contain its version." }
    $version = $Matches.version
    [pscustomobject]@{
        Name      = 'uPlot'
        Version   = $version
        Licence   = 'MIT'
        Copyright = (Get-Content (Join-Path $folder 'LICENSE.txt') | Where-Object { $_ -match '^Copyright' } | Select-Object -First 1)
        Project   = 'https://github.com/leeoniya/uPlot'
        Files     = @()
        Source    = 'npm'
    }
}

Export-ModuleMember -Function Get-ShippedPackage
