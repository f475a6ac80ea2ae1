//! What is wrong with an encrypted connection, in words for a person. The library's own words are for programmers.

use rustls::{CertificateError, Error};

/// A sentence part that follows "is not secure: ".
pub(super) fn reason(error: &Error) -> &'static str {
    match error {
        Error::InvalidCertificate(certificate) => certificate_reason(certificate),
        Error::NoCertificatesPresented => "it shows no certificate",
        Error::PeerIncompatible(_) => "it speaks only an encryption that is out of date",
        Error::AlertReceived(_) => "it broke off the encryption",
        Error::InvalidMessage(_) | Error::InappropriateMessage { .. } | Error::InappropriateHandshakeMessage { .. } => {
            "it answers something else than encryption"
        }
        _ => "the encryption could not be set up",
    }
}

fn certificate_reason(error: &CertificateError) -> &'static str {
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "its certificate has expired",
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "its certificate is not valid yet (is the clock of this machine right?)"
        }
        CertificateError::Revoked => "its certificate was revoked",
        CertificateError::UnknownIssuer => "nobody whom this machine trusts has signed its certificate",
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its certificate is for another name"
        }
        CertificateError::BadSignature => "the signature of its certificate is wrong",
        CertificateError::BadEncoding => "its certificate cannot be read",
        _ => "its certificate is not valid",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_reason_is_written_as_a_program_would() {
        let errors = [
            Error::InvalidCertificate(CertificateError::Expired),
            Error::InvalidCertificate(CertificateError::UnknownIssuer),
            Error::InvalidCertificate(CertificateError::UnhandledCriticalExtension),
            Error::General("x".to_owned()),
        ];
        for error in errors {
            assert!(!reason(&error).contains(['{', '(', ':', '_']), "{error:?}");
        }
    }
}
