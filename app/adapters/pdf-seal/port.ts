/** What is stored of an office's certificate; its private key is wrapped by the key-encryption key. */
export type SealCertificate = {
  readonly id: string;
  /** PEM, the signing certificate first. */
  readonly chain: string;
  /** Base64url of SHA-256 of the signing certificate's DER. */
  readonly thumbprint: string;
  readonly wrappedPrivate: Uint8Array;
};

/** Whatever holds the office's certificate: this process, or an HSM. */
export type PdfSealPort = {
  /**
   * Signs a PDF in the field its template left for it (CMS, detached, over every byte). With an RSA key the same file,
   * certificate and time give the same bytes.
   * @throws Error when the certificate is unknown or can't be opened, or the file has no field for a signature
   */
  readonly seal: (pdf: Uint8Array, certificateId: string, at: Date) => Promise<Uint8Array>;
};
