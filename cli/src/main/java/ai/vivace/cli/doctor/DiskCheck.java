package ai.vivace.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room in the current folder, which runs and models go into. */
record DiskCheck(Path folder) implements Check {
    private static final long LITTLE = 1_000_000_000L;

    @Override
    public Finding look() {
        try {
            return judge(Files.getFileStore(folder).getUsableSpace(), Files.isWritable(folder))
                    .fact("folder", folder.toString());
        } catch (IOException e) {
            return Finding.warn("Disk", "room in " + folder + " is not known: " + e.getMessage());
        }
    }

    Finding judge(long free, boolean writable) {
        String text = Sizes.text(free) + " free in " + folder;
        if (!writable) {
            return Finding.warn("Disk", text + ", not writable", "Run vivace in a folder of yours.")
                    .fact("freeBytes", free);
        }
        return (free < LITTLE
                        ? Finding.warn("Disk", text, "Make room: data sets, checkpoints and models take some GB.")
                        : Finding.ok("Disk", text))
                .fact("freeBytes", free);
    }
}
