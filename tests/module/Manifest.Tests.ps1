BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    $exported = (Import-PowerShellDataFile (Get-BuiltModulePath)).CmdletsToExport
    $script:writing = $exported | Where-Object { $_ -notmatch '^(Get|Test|Measure|Compare|Show|Watch)-' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    $script:path = Get-BuiltModulePath
    $script:root = Get-RepositoryPath
    Import-Module $path
    $script:module = Get-Module CostCompass
    $script:classes = $module.ImplementingAssembly.GetExportedTypes() |
        Where-Object { -not $_.IsAbstract -and $_.IsSubclassOf([System.Management.Automation.Cmdlet]) }
}

Describe 'The manifest' {
    BeforeAll {
        $script:manifest = Test-ModuleManifest $path
    }

    It 'is valid, for PowerShell 7.4 and later' {
        $manifest.Name | Should -Be 'CostCompass'
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.CompatiblePSEditions | Should -Be 'Core'
    }

    It 'has the version of the assemblies' {
        $version = ([xml](Get-Content (Join-Path $root 'Directory.Build.props') -Raw)).Project.PropertyGroup.Version
        $manifest.Version | Should -Be $version
        $module.ImplementingAssembly.GetName().Version.ToString(3) | Should -Be $version
    }

    It 'names the project, its licence, its notes and its icon' {
        $data = $manifest.PrivateData.PSData
        $data.ProjectUri | Should -Match '^https://[^/]+/[^/]+/[^/]+$'
        $data.LicenseUri | Should -BeExactly "$($data.ProjectUri)/blob/main/LICENSE"
        $data.ReleaseNotes | Should -BeExactly "$($data.ProjectUri)/blob/main/CHANGELOG.md"
        $data.IconUri | Should -Match '^https://.+/docs/images/icon\.png$'
        Join-Path $root 'docs' 'images' 'icon.png' | Should -Exist
        (Get-Content (Join-Path $root 'CHANGELOG.md') | Where-Object { $_ -like '## *' })[0] | Should -BeLike "## $($manifest.Version) - *"
    }

    It 'exports exactly the commands whose classes there are' {
        $declared = $classes | ForEach-Object {
            $attribute = $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)
            "$($attribute.VerbName)-$($attribute.NounName)"
        }

        $declared | Sort-Object | Should -Be ($manifest.ExportedCmdlets.Keys | Sort-Object)
        $module.ExportedCommands.Keys | Sort-Object | Should -Be ($manifest.ExportedCmdlets.Keys | Sort-Object)
    }

    It 'exports no wildcard, function, alias or variable' {
        $data = Import-PowerShellDataFile $path
        $data.CmdletsToExport | Where-Object { $_ -match '[*?]' } | Should -BeNullOrEmpty
        $data.FunctionsToExport | Should -HaveCount 0
        $data.AliasesToExport | Should -HaveCount 0
        $data.VariablesToExport | Should -HaveCount 0
    }
}

Describe 'The commands' {
    It 'are sealed classes, each in a file of its own that bears its name' {
        foreach ($class in $classes) {
            $class.IsSealed | Should -BeTrue -Because "$($class.Name) is no base"
            @(Get-ChildItem (Join-Path $root 'src' 'CostCompass' 'Commands') -Recurse -Filter "$($class.Name).cs").Count | Should -Be 1 -Because $class.Name
            $attribute = $class.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)
            $class.Name | Should -BeExactly "$($attribute.VerbName)$($attribute.NounName)Command"
        }
    }

    It '<_> has an approved verb and says what it gives' -ForEach $exported {
        $command = Get-Command $_ -Module CostCompass
        (Get-Verb).Verb | Should -Contain $command.Verb
        $command.OutputType | Should -Not -BeNullOrEmpty
    }

    It '<_> has its page online' -ForEach $exported {
        $project = (Import-PowerShellDataFile $path).PrivateData.PSData.ProjectUri
        (Get-Command $_ -Module CostCompass).HelpUri | Should -BeExactly "$project/blob/main/docs/en-US/$_.md"
        Join-Path $root 'docs' 'en-US' "$_.md" | Should -Exist
    }

    It '<_> has -WhatIf and -Confirm' -ForEach $script:writing {
        $parameters = (Get-Command $_ -Module CostCompass).Parameters
        $parameters.Keys | Should -Contain 'WhatIf'
        $parameters.Keys | Should -Contain 'Confirm'
    }
}

Describe 'With -WhatIf' {
    BeforeAll {
        $script:simulator = Open-Simulator -Argument '--topped-up', '10', '--clock', '2026-11-16T00:00:00Z'
        $script:testHome = Enter-TestHome
        $script:secret = ConvertTo-Secret 'sk-made-up-0000000000000002'
        $script:password = ConvertTo-Secret 'made-up password'

        function Get-HomeState {
            $files = Get-ChildItem $testHome -File | Where-Object Name -NotMatch '-(wal|shm)$|\.lock$' | Get-FileHash
            $rows = Get-CostSnapshot | ConvertTo-Json -Depth 3
            $accounts = Get-CostAccount | Select-Object Name, KeySource, KeyReference, BaseUri | ConvertTo-Json
            $vault = (Get-CostVault).IsUnlocked
            @(($files.Hash | Sort-Object), $rows, $accounts, $vault) -join '|'
        }
    }

    AfterAll {
        Close-Simulator $simulator
        Exit-TestHome
    }

    It 'a first command makes no folder: <_>' -ForEach @(
        { Connect-DeepSeek -ApiKey $secret -BaseUri $simulator.BaseUri -WhatIf }
        { Unlock-CostVault $password -WhatIf }
        { Unlock-CostVault -CurrentUser -WhatIf }
        { Set-CostVaultPassword $password -WhatIf }
        { Update-CostSnapshot -WhatIf }
    ) {
        $env:DEEPSEEK_API_KEY = $simulator.Key
        $env:DEEPSEEK_BASE_URL = $simulator.BaseUri
        & $_
        $testHome | Should -Not -Exist
    }

    Context 'and an account with a history' {
        BeforeAll {
            $null = Enter-TestHome
            $script:testHome = $env:COSTCOMPASS_HOME
            Enter-Instant '2026-11-16T00:00:00Z' $simulator
            $null = Connect-TestAccount $simulator
            $null = Unlock-CostVault $password
            $null = Invoke-Simulator $simulator accounts @{ key = 'sk-made-up-0000000000000002'; currency = 'USD'; toppedUp = 1 }
            $null = Connect-DeepSeek sealed -ApiKey $secret -BaseUri $simulator.BaseUri
            $null = Update-CostSnapshot
            $null = Invoke-Simulator $simulator spend @{ key = $simulator.Key; amount = 1 }
            Enter-Instant '2026-11-16T06:00:00Z' $simulator
        }

        It 'nothing changes: <_>' -ForEach @(
            { Connect-DeepSeek another -ApiKey $secret -BaseUri $simulator.BaseUri -WhatIf }
            { Connect-DeepSeek sealed -EnvironmentVariable TEST_KEY_DEEPSEEK -Force -WhatIf }
            { Disconnect-CostAccount * -RemoveHistory -WhatIf }
            { Disconnect-CostAccount sealed -WhatIf }
            { Update-CostSnapshot -WhatIf }
            { Get-CostSnapshot | Remove-CostSnapshot -WhatIf }
            { Remove-CostSnapshot * -WhatIf }
            { Set-CostVaultPassword (ConvertTo-Secret other) -WhatIf }
            { Set-CostVaultPassword -CurrentUser -WhatIf }
            { Lock-CostVault -WhatIf }
        ) {
            $before = Get-HomeState
            $null = Invoke-Simulator $simulator requests -Method Delete
            $null = & $_
            Get-HomeState | Should -BeExactly $before
            (Invoke-Simulator $simulator requests).count | Should -Be 0
        }
    }
}

Describe 'What people see and call' {
    BeforeDiscovery {
        $root = Split-Path (Split-Path $PSScriptRoot)
        $syntax = [Management.Automation.Language.Parser]::ParseFile((Join-Path $root 'build.ps1'), [ref]$null, [ref]$null)
        $set = $syntax.ParamBlock.Parameters[0].Attributes | Where-Object { $_.TypeName.Name -eq 'ValidateSet' }
        $script:tasks = $set.PositionalArguments.Value
        $script:types = Get-ChildItem (Join-Path $root 'src' 'CostCompass' 'Commands') -Recurse -Filter '*Command.cs' |
            Select-String 'OutputType\(typeof\((?<Type>(Cost|DeepSeek)\w+)\)' |
            ForEach-Object { $_.Matches[0].Groups['Type'].Value } |
            Sort-Object -Unique
    }

    It 'has a table view for <_>' -ForEach $types {
        $format = [xml](Get-Content (Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'module' 'Format.ps1xml') -Raw)
        ($format.Configuration.ViewDefinitions.View.Name -match "\.$_$").Count | Should -Be 1
    }

    It 'writes <_> into files alike in every culture' -ForEach $types {
        $known = [xml](Get-Content (Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'module' 'Types.ps1xml') -Raw)
        @($known.Types.Type | Where-Object Name -Match "\.$_$").TypeAdapter.TypeName | Should -Be 'CostCompass.Output.InvariantAdapter'
    }

    It 'has a script for the task <_> of build.ps1' -ForEach $tasks {
        Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'tools' "$_.ps1" | Should -Exist
    }
}
