package ai.vivace.watermark.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of a file for decoders of libraries. Some of those take the end of a file for zeros and go on for minutes; so who keeps asking behind
 * the end gets an error.
 */
final class MemoryInput extends ImageInputStreamImpl {
    private static final int PATIENCE = 1000;

    private final byte[] bytes;
    private int asked;

    MemoryInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        return streamPos >= bytes.length ? end() : bytes[(int) streamPos++] & 255;
    }

    @Override
    public int read(byte[] to, int at, int count) throws IOException {
        checkClosed();
        bitOffset = 0;
        if (count == 0) {
            return 0;
        }
        if (streamPos >= bytes.length) {
            return end();
        }
        int copied = (int) Math.min(count, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, to, at, copied);
        streamPos += copied;
        return copied;
    }

    private int end() throws IOException {
        if (++asked > PATIENCE) {
            throw new IOException("the data end early");
        }
        return -1;
    }
}
