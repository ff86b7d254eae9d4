package ai.vivace.cli.doctor;

import ai.vivace.tensor.EngineFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What to do when the platform cannot run the engine, or the engine does not load. Most likely causes come first. */
final class Advice {
    private static final String OTHER_CACHE =
            "put it elsewhere: VIVACE_JAVA_OPTS=-D" + EngineFiles.CACHE_PROPERTY + "=FOLDER";

    private Advice() {}

    /** What keeps the engine from running on a platform at all; empty when nothing is known to. */
    static List<String> platform(Platform platform) {
        List<String> advice = new ArrayList<>();
        if (platform.architecture().equals("x86")) {
            advice.add("This Java is a 32-bit one. Install a 64-bit JDK 17 or newer.");
        } else if (platform.family() == Platform.Family.LINUX
                && platform.architecture().equals("arm64")) {
            advice.add(
                    "There is no engine for Linux on ARM. Use an x86_64 machine, macOS on ARM, or an emulated container "
                            + "(docker run --platform linux/amd64 …, slow).");
        } else if (platform.family() == Platform.Family.WINDOWS
                && platform.architecture().equals("arm64")) {
            advice.add("There is no engine for Windows on ARM. Install an x64 JDK; Windows translates it.");
        } else if (!platform.hasEngine()) {
            advice.add("The engine exists for Linux and Windows on x86_64, and macOS on x86_64 and arm64.");
        }
        if (platform.libc().kind() == Libc.Kind.MUSL) {
            advice.add(
                    "This Linux uses musl (Alpine); the engine needs glibc " + Libc.NEEDED_GLIBC
                            + " or newer. Use an image of Debian 12, Ubuntu 22.04 or newer, such as eclipse-temurin:17-jdk-jammy.");
        }
        if (platform.libc().isTooOld()) {
            advice.add(
                    "glibc " + platform.libc().version() + " is too old; the engine needs " + Libc.NEEDED_GLIBC
                            + " or newer: Debian 12, Ubuntu 22.04, Fedora 36 (RHEL 9 has 2.34). A container with one of them works too.");
        }
        return advice;
    }

    /** What to try when the engine does not load on a platform that has one. */
    static List<String> engine(Platform platform, String reason) {
        List<String> advice = new ArrayList<>(bySymptom(reason.toLowerCase(Locale.ROOT)));
        switch (platform.family()) {
            case WINDOWS -> windows(advice);
            case MAC -> mac(advice, platform);
            case LINUX, OTHER -> linux(advice, platform);
        }
        return advice;
    }

    private static List<String> bySymptom(String reason) {
        List<String> advice = new ArrayList<>();
        if (reason.contains("no space left") || reason.contains("not enough space")) {
            advice.add("The disk is full: make room for " + Sizes.text(EngineFiles.UNPACKED_BYTES)
                    + " in the cache folder, or " + OTHER_CACHE + ".");
        }
        if (reason.contains("failed to map segment") || reason.contains("operation not permitted")) {
            advice.add("The cache folder is on a file system that forbids programs (noexec): " + OTHER_CACHE + ".");
        }
        if (reason.contains("glibcxx") || reason.contains("libstdc++")) {
            advice.add("The C++ library is missing or too old: install libstdc++6 of GCC 12 or newer.");
        }
        if (reason.contains("could not find jni") || reason.contains("no jni")) {
            advice.add(
                    "The engine's jars for this platform are not on the class path: build on this machine, ./vivace --rebuild.");
        }
        return advice;
    }

    private static void windows(List<String> advice) {
        advice.add("Install the Microsoft Visual C++ Redistributable 2015-2022 (x64): vc_redist.x64.exe of Microsoft.");
        advice.add("Paths beyond 260 characters: turn on long paths (LongPathsEnabled=1 under "
                + "HKLM\\SYSTEM\\CurrentControlSet\\Control\\FileSystem), or " + OTHER_CACHE + " with a short path.");
        advice.add(
                "An antivirus may have locked or removed a DLL: look into its history, and except the cache folder.");
    }

    private static void mac(List<String> advice, Platform platform) {
        if (platform.translated()) {
            advice.add("This Java is for Intel and runs translated: install a JDK for Apple silicon (aarch64).");
        }
        advice.add("macOS may have quarantined the libraries: xattr -dr com.apple.quarantine ~/.javacpp, "
                + "then try again.");
        advice.add("The natives must match the JVM's architecture (" + platform.architecture()
                + "): after changing JDKs, ./vivace --rebuild.");
    }

    private static void linux(List<String> advice, Platform platform) {
        advice.addAll(platform(platform));
        advice.add("A half-unpacked library can stop it: delete the cache folder and try again.");
        advice.add(
                "See what the linker says with --debug; `ldd` on libjnitorch.so in the cache folder names what is missing.");
    }
}
