package ai.vivace.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.cli.doctor.Platform.Family;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlatformTest {
    @Test
    void namesOfOneArchitectureAreOne() {
        assertThat(List.of("amd64", "x86_64", "AMD64"))
                .allMatch(name -> Platform.architecture(name).equals("x86_64"));
        assertThat(Platform.architecture("aarch64")).isEqualTo("arm64");
        assertThat(Platform.architecture("riscv64")).isEqualTo("riscv64");
    }

    @Test
    void systemsAreKnownByTheirNames() {
        assertThat(Platform.family("Linux")).isEqualTo(Family.LINUX);
        assertThat(Platform.family("Mac OS X")).isEqualTo(Family.MAC);
        assertThat(Platform.family("Windows 11")).isEqualTo(Family.WINDOWS);
        assertThat(Platform.family("FreeBSD")).isEqualTo(Family.OTHER);
    }

    @Test
    void muslIsSeenInWhatIsMapped() {
        Libc libc = Libc.of(List.of(
                "7f00-7f01 r-xp 00000000 fe:00 12 /usr/bin/java",
                "7f02-7f03 r-xp 00000000 fe:00 13 /lib/ld-musl-x86_64.so.1"));

        assertThat(libc.kind()).isEqualTo(Libc.Kind.MUSL);
    }

    @Test
    void glibcOfUnknownVersionIsNotCalledTooOld() {
        Libc libc = Libc.of(List.of("7f02-7f03 r-xp 00000000 fe:00 13 /no/such/folder/libc.so.6"));

        assertThat(libc).isEqualTo(new Libc(Libc.Kind.GLIBC, ""));
        assertThat(libc.isTooOld()).isFalse();
    }

    @Test
    void glibcVersionsAreComparedAsNumbers() {
        assertThat(new Libc(Libc.Kind.GLIBC, "2.9").isTooOld()).isTrue();
        assertThat(new Libc(Libc.Kind.GLIBC, "2.34").isTooOld()).isTrue();
        assertThat(new Libc(Libc.Kind.GLIBC, Libc.NEEDED_GLIBC).isTooOld()).isFalse();
        assertThat(new Libc(Libc.Kind.GLIBC, "3.0").isTooOld()).isFalse();
    }

    @Test
    void theInnermostMountDecidesWhetherProgramsMayRun() {
        List<String> mounts = List.of(
                "/dev/a / ext4 rw,relatime 0 0",
                "tmpfs /tmp tmpfs rw,noexec 0 0",
                "tmpfs /tmp/with\\040space tmpfs rw 0 0",
                "/dev/b /home ext4 rw,noexec 0 0",
                "/dev/c /home ext4 rw 0 0");

        assertThat(Mounts.forbidsPrograms(Path.of("/tmp/cache"), mounts)).isTrue();
        assertThat(Mounts.forbidsPrograms(Path.of("/tmp/with space/cache"), mounts))
                .isFalse();
        assertThat(Mounts.forbidsPrograms(Path.of("/tmpfiles"), mounts)).isFalse();
        assertThat(Mounts.forbidsPrograms(Path.of("/home/me/cache"), mounts)).isFalse();
    }
}
