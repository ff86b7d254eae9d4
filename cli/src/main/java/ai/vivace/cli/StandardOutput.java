package ai.vivace.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The stream of results. Java's own passes over in silence what cannot be written, so that a full disk would look like success;
 * this one throws an {@link OutputError}, once, and takes no more after it.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream out;
    private boolean failed;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** This process's. */
    static StandardOutput ofProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
        if (failed) {
            return;
        }
        try {
            out.write(bytes, start, length);
        } catch (IOException e) {
            failed = true;
            throw new OutputError(e);
        }
    }
}
