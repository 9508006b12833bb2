#requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

<#
    What a stranger gets: the packages of the built module, what they contain, and an installation from them in a home that has nothing.
#>

[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester shares variables between blocks.')]
param()

BeforeDiscovery {
    $withoutCompress = -not (Get-Command Compress-PSResource -ErrorAction Ignore)
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    $script:module = Split-Path (Get-BuiltModulePath)
    $script:root = Get-RepositoryPath
    $script:version = (Import-PowerShellDataFile (Get-BuiltModulePath)).ModuleVersion
    $script:packages = Join-Path $TestDrive 'packages'
    $script:again = Join-Path $TestDrive 'again'
    & (Join-Path $root 'tools' 'Package.ps1') -NoBuild -DestinationPath $packages | Out-Null
    & (Join-Path $root 'tools' 'Package.ps1') -NoBuild -DestinationPath $again | Out-Null

    function Get-EntryName([string] $Archive) {
        $zip = [IO.Compression.ZipFile]::OpenRead($Archive)
        try { $zip.Entries.FullName } finally { $zip.Dispose() }
    }

    function Read-Entry([string] $Archive, [string] $Name) {
        $zip = [IO.Compression.ZipFile]::OpenRead($Archive)
        try { [IO.StreamReader]::new($zip.GetEntry($Name).Open()).ReadToEnd() } finally { $zip.Dispose() }
    }

    $script:files = Get-ChildItem $module -Recurse -File | ForEach-Object { [IO.Path]::GetRelativePath($module, $_.FullName).Replace('\', '/') }
    $script:bill = Get-Content (Join-Path $module 'bom.json') -Raw | ConvertFrom-Json -AsHashtable
}

Describe 'The zip' {
    It 'contains the folder of the module and nothing else' {
        $expected = $files | ForEach-Object { "CostCompass/$_" } | Sort-Object
        Get-EntryName (Join-Path $packages "CostCompass-$version.zip") | Sort-Object | Should -Be $expected
    }

    It 'is the same each time' {
        $name = "CostCompass-$version.zip"
        (Get-FileHash (Join-Path $again $name)).Hash | Should -Be (Get-FileHash (Join-Path $packages $name)).Hash
    }
}

Describe 'The .nupkg' -Skip:$withoutCompress {
    BeforeAll {
        $script:nupkg = Join-Path $packages "CostCompass.$version.nupkg"
    }

    It 'contains every file of the module' {
        $names = Get-EntryName $nupkg | ForEach-Object { [uri]::UnescapeDataString($_) }
        foreach ($file in $files) { $names | Should -Contain $file }
    }

    It 'is the same each time' {
        (Get-FileHash (Join-Path $again "CostCompass.$version.nupkg")).Hash | Should -Be (Get-FileHash $nupkg).Hash
    }

    It 'names the types of its files in one order, whatever the order of the file system' {
        $types = ([xml](Read-Entry $nupkg '[Content_Types].xml')).Types
        $types.Default.Count | Should -BeGreaterThan 5
        $types.Default.Extension | Should -Be ($types.Default.Extension | Sort-Object -Culture '')
    }

    It 'has the addresses, the notes and the tags of the manifest' {
        $data = (Import-PowerShellDataFile (Get-BuiltModulePath)).PrivateData.PSData
        $metadata = ([xml](Read-Entry $nupkg 'CostCompass.nuspec')).package.metadata
        $metadata.id, $metadata.version | Should -Be 'CostCompass', $version
        $metadata.projectUrl | Should -Be $data.ProjectUri
        $metadata.licenseUrl | Should -Be $data.LicenseUri
        $metadata.iconUrl | Should -Be $data.IconUri
        $metadata.releaseNotes | Should -Be $data.ReleaseNotes
        $tags = -split $metadata.tags
        foreach ($tag in $data.Tags) { $tags | Should -Contain $tag }

        # What the Gallery takes.
        $metadata.tags.Length | Should -BeLessOrEqual 4000
    }
}

Describe 'What the module takes from others' {
    It 'is named in the notices, as tools/Notices.ps1 writes them' {
        $made = Join-Path $TestDrive 'notices.md'
        & (Join-Path $root 'tools' 'Notices.ps1') -ModulePath $module -Path $made
        [IO.File]::ReadAllText((Join-Path $root 'THIRD-PARTY-NOTICES.md')) | Should -BeExactly ([IO.File]::ReadAllText($made))
        [IO.File]::ReadAllText((Join-Path $module 'THIRD-PARTY-NOTICES.md')) | Should -BeExactly ([IO.File]::ReadAllText($made))
    }

    It 'is in the bill of materials, file by file, with its hash' {
        $foreign = $files | Where-Object { $_ -like 'dependencies/*' -and $_ -notlike 'dependencies/CostCompass.*' } | Sort-Object
        $listed = $bill.components.components | Where-Object { $_ }
        $listed.name | Sort-Object | Should -Be $foreign
        foreach ($file in $listed) {
            (Get-FileHash (Join-Path $module $file.name)).Hash | Should -Be $file.hashes[0].content
        }
    }

    It 'has a licence for each package, in both lists alike' {
        $rows = Get-Content (Join-Path $root 'THIRD-PARTY-NOTICES.md') | Where-Object { $_ -match '^\| \[' }
        $named = $rows | ForEach-Object { $null = $_ -match '^\| \[(?<Name>[^\]]+)\]\([^)]+\) \| (?<Version>\S+) \| (?<Licence>[^|]+) \|'; "$($Matches.Name) $($Matches.Version)" }
        $named | Should -Be @($bill.components | ForEach-Object { "$($_.name) $($_.version)" })
        $bill.components.name | Should -Contain 'uPlot'
        $bill.components.name | Should -Contain 'Npgsql'
        foreach ($component in $bill.components) { $component.licenses[0].expression ?? $component.licenses[0].license.id | Should -Not -BeNullOrEmpty }
    }

    It 'has the version of the manifest and no time in the bill of materials' {
        $bill.bomFormat, $bill.specVersion, $bill.metadata.component.version | Should -Be 'CycloneDX', '1.6', $version
        $bill.metadata.Keys | Should -Not -Contain 'timestamp'
        $bill.Keys | Should -Not -Contain 'serialNumber'
    }
}

Describe 'The assemblies of the module' {
    It 'have no path of the machine on which they were compiled: <_>' -ForEach 'CostCompass', 'CostCompass.Application', 'CostCompass.Core', 'CostCompass.Logs', 'CostCompass.Providers', 'CostCompass.Storage', 'CostCompass.Views' {
        $file = Get-ChildItem $module -Recurse -Filter "$_.dll"
        $bytes = [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($file.FullName))
        $bytes.Contains("/_/src/$_/") | Should -BeTrue
        $bytes.Contains($root) | Should -BeFalse
    }
}

# The home of a Windows user cannot be moved by a variable: there it would be an installation for the person who runs this.
Describe 'A clean installation' -Skip:($withoutCompress -or $IsWindows) {
    BeforeAll {
        $script:simulator = Open-Simulator -Argument '--topped-up', '50', '--clock', '2026-11-16T02:00:00Z'

        function Get-FreshHome([string] $Name, [System.Collections.IDictionary] $With = @{}) {
            $folder = New-Item (Join-Path $TestDrive $Name) -ItemType Directory -Force
            $environment = @{ HOME = $folder.FullName }
            foreach ($variable in 'PSModulePath', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME') { $environment[$variable] = $null }
            foreach ($key in $With.Keys) { $environment[$key] = $With[$key] }
            $environment
        }
    }

    AfterAll { Close-Simulator $simulator }

    It 'publishes the package to a folder from one home, installs it in another, and takes a snapshot there' {
        $repository = Join-Path $TestDrive 'repository'
        $null = New-Item $repository -ItemType Directory
        $publisher = Get-FreshHome publisher @{ REPOSITORY = $repository; NUPKG = (Join-Path $packages "CostCompass.$version.nupkg") }
        $published = Invoke-FreshShell -WithoutModule -TimeoutSec 180 -Environment $publisher -Script {
            Register-PSResourceRepository -Name folder -Uri $env:REPOSITORY -Trusted
            Publish-PSResource -NupkgPath $env:NUPKG -Repository folder
            (Find-PSResource CostCompass -Repository folder).Version.ToString()
        }
        $published.Errors | Should -BeNullOrEmpty
        $published.Value | Should -Be $version

        $user = Get-FreshHome user @{
            REPOSITORY        = $repository
            DEEPSEEK_API_KEY  = $simulator.Key
            DEEPSEEK_BASE_URL = $simulator.BaseUri
            COSTCOMPASS_CLOCK = '2026-11-16T02:00:00Z'
        }
        $used = Invoke-FreshShell -WithoutModule -TimeoutSec 180 -Environment $user -Script {
            Register-PSResourceRepository -Name folder -Uri $env:REPOSITORY -Trusted
            Install-PSResource CostCompass -Repository folder
            $snapshot = Update-CostSnapshot
            (Get-Module CostCompass).ModuleBase
            $snapshot.Total
            (Get-CostStore).Path
            (Get-Help about_CostCompass_Spend).Length -gt 500
        }
        $used.Errors | Should -BeNullOrEmpty
        $used.Value[0] | Should -BeLike "$($user.HOME)*CostCompass*$version"
        $used.Value[1] | Should -Be 50
        $used.Value[2] | Should -BeLike "$($user.HOME)*costcompass.db"
        $used.Value[3] | Should -BeTrue
    }
}
